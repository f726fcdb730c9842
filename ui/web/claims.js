/** One of the statements that disagree, with its source and date under it. */

import { sourceName } from './citation.js';
import { formatDate } from './dates.js';
import { el } from './dom.js';
import { language, words } from './language.js';

/** @typedef {import('./types.js').Citation} Citation */

/**
 * @param {HTMLElement[]} sentence with its numbers
 * @param {Citation[]} citations of the sentence
 */
export function claim(sentence, citations) {
  const origins = new Set(citations.map(claimedBy));
  return el(
    'div',
    { class: 'claim', 'data-test': 'claim' },
    el('p', {}, ...sentence),
    ...[...origins].map((text) => el('p', { class: 'claim-source' }, text)),
  );
}

/** @param {Citation} citation */
function claimedBy(citation) {
  const date = formatDate(citation.published, language());
  const several = citation.is_digest && citation.references.length > 1;
  return words().accordingTo(sourceName(citation), date, several);
}

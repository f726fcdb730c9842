/** A quoted sentence with the numbers that open its sources. */

import { formatDate } from './dates.js';
import { el } from './dom.js';
import { language, words } from './language.js';
import { citationButton } from './source-list.js';

/**
 * @typedef {import('./types.js').Citation} Citation
 * @typedef {import('./types.js').Language} Language
 * @typedef {import('./types.js').Sentence} Sentence
 */

/**
 * @param {Sentence} sentence
 * @param {object} shown
 * @param {Citation[]} shown.citations of the sentence
 * @param {Language} shown.language of what it stands in; a sentence in another one is marked
 * @param {string} shown.key unique in its card
 * @param {(citation: Citation, key: string) => void} shown.open
 */
export function citedSentence(sentence, { citations, language: own, key, open }) {
  const numbers = citations.map((citation) =>
    citationButton(citation, `${key}-${citation.number}`, open),
  );
  return el(
    'p',
    {},
    el('span', { lang: sentence.language, 'data-test': 'sentence' }, sentence.text),
    ...asOf(sentence),
    el('sup', { class: 'cites' }, ...numbers),
    sentence.language !== own &&
      el('span', { class: 'badge foreign' }, words().otherLanguage[sentence.language]),
  );
}

/**
 * The day that the figures of a sentence hold for, where its own words tell of none.
 *
 * @param {Sentence} sentence
 * @returns {HTMLElement[]}
 */
export function asOf(sentence) {
  const date = formatDate(sentence.as_of, language());
  return date ? [el('span', { class: 'as-of', 'data-test': 'as-of' }, ` (${words().asOf(date)})`)] : [];
}

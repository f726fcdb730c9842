/** An answer as plain text with numbered footnotes, ready for a memo. */

import { allReferences, bySource, pageName } from './citation.js';
import { formatDate, today } from './dates.js';
import { webAddress } from './dom.js';
import { language, words } from './language.js';
import { verdictWords } from './verdict.js';

/**
 * @typedef {import('./types.js').Citation} Citation
 * @typedef {import('./types.js').Turn} Turn
 */

/** @param {Turn} turn */
export function withFootnotes(turn) {
  const { sentences, citations } = turn.answer ?? turn;
  const body = sentences.map((sentence) => {
    const date = formatDate(sentence.as_of, language());
    const numbers = sentence.citations.map((number) => `[${number}]`).join('');
    return `${sentence.text}${date ? ` (${words().asOf(date)})` : ''}${numbers}`;
  });
  const verdict = turn.answer ? verdictWords(turn.answer).title : words().stopped;
  return [
    `${words().copyQuestion}: ${turn.answer?.understood_as ?? turn.question}`,
    ...(verdict ? [verdict] : []),
    body.join(' '),
    [words().sources, ...bySource(citations).map(footnote)].join('\n'),
    words().madeWith(formatDate(today(), language()) ?? ''),
  ].join('\n\n');
}

/** @param {[Citation, ...Citation[]]} group citations of one page */
function footnote(group) {
  const [citation] = group;
  const accessed = formatDate(citation.fetched_at ?? today(), language());
  const references = allReferences(group).map(({ name, url }) => `${name}, ${webAddress(url) ?? ''}`);
  const parts = [
    citation.title,
    citation.is_digest ? words().kinds.digest : null,
    formatDate(citation.published, language()),
    pageName(citation),
    citation.is_digest && references.length
      ? `${words().references}: ${references.join('; ')}`
      : webAddress(citation.url),
    words().accessed(accessed ?? ''),
  ];
  const numbers = group.map(({ number }) => `[${number}]`).join('');
  return `${numbers} ${parts.filter((part) => part).join('. ')}.`;
}

/**
 * Put text on the clipboard, also where the page is served without https.
 *
 * @param {string} text
 * @returns {Promise<boolean>} whether it is there
 */
export async function toClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/** @param {string} text */
function copyBySelection(text) {
  const active = document.activeElement;
  const area = document.createElement('textarea');
  area.className = 'unseen';
  area.value = text;
  document.body.append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  if (active instanceof HTMLElement) active.focus({ preventScroll: true });
  return copied;
}

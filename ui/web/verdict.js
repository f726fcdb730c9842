/** What the state of an answer means, and what else the reader should know of it. */

import { el } from './dom.js';
import { icon } from './icons.js';
import { words } from './language.js';
import { message } from './messages.js';

/** @typedef {import('./types.js').Answer} Answer */

const TOLD_ELSEWHERE = new Set(['understood', 'not_found']); // above the answer, by the verdict
const ON_WHAT_IS_MISSING = 'missing';
/**
 * What nobody may overlook: sentences that may not answer; of a written answer, quotes in its place
 * or sentences taken out.
 */
const WEIGHTY = new Set(['unsure', 'model_failed', 'model_unsupported', 'sentences_removed']);

/**
 * In words, also for a state that this page does not know yet.
 *
 * @param {Answer} answer
 * @returns {{title: string, text: string}} both empty where all is well
 */
export function verdictWords({ status, notes }) {
  const known = words().verdict[status] ?? words().otherVerdict(String(status));
  const told = (notes ?? []).find(({ code }) => code === status);
  // What the service says of this very answer is better than what is said of the state.
  return status !== 'not_found' && told ? { title: known.title, text: told.text } : known;
}

/** @param {Answer} answer */
export function verdict(answer) {
  if (answer.status === 'found') return null;
  const { title, text } = verdictWords(answer);
  const look = answer.status in words().verdict ? answer.status : 'info';
  const missing = (answer.notes ?? []).filter(({ code }) => code === ON_WHAT_IS_MISSING);
  const made = message(look, look, title, text, ...missing.map((note) => note.text));
  made.dataset['test'] = 'verdict';
  return made;
}

/** @param {Answer} answer */
export function notes(answer) {
  const told = (answer.notes ?? []).filter(
    ({ code }) =>
      !TOLD_ELSEWHERE.has(code) &&
      code !== answer.status &&
      !(code === ON_WHAT_IS_MISSING && answer.status !== 'found'),
  );
  const items = told.map((note) =>
    el(
      'li',
      { 'data-code': note.code, class: WEIGHTY.has(note.code) ? 'weighty' : undefined },
      WEIGHTY.has(note.code) && icon('info'),
      el('span', {}, note.text),
    ),
  );
  if (answer.model) items.push(el('li', { 'data-code': 'model' }, words().writtenBy(answer.model)));
  return items.length > 0 && el('ul', { class: 'notes', 'data-test': 'notes' }, ...items);
}

/** The boxes and lines that tell how things stand. */

import { el } from './dom.js';
import { icon } from './icons.js';
import { words } from './language.js';
import { isRunning } from './turn.js';

/**
 * @typedef {import('./types.js').Answer} Answer
 * @typedef {import('./types.js').ProblemData} ProblemData
 * @typedef {import('./types.js').Turn} Turn
 */

/**
 * @param {string} iconName
 * @param {string} look
 * @param {string} title
 * @param {...(string | false | null | undefined)} texts a paragraph each
 */
export function message(iconName, look, title, ...texts) {
  return el(
    'div',
    { class: 'message', 'data-look': look },
    icon(iconName),
    el(
      'div',
      {},
      el('p', { class: 'message-title' }, title),
      ...texts.filter((text) => text).map((text) => el('p', {}, text)),
    ),
  );
}

/**
 * @param {ProblemData} data
 * @param {{title: string, text: string}} refused what is said of a request that was not taken
 */
export function problem(data, refused = words().problem.refused) {
  const kind = problemKind(data);
  const { title, text } = kind === 'refused' ? refused : words().problem[kind];
  const made = message('warning', 'problem', title, text);
  made.dataset['test'] = 'problem';
  if (data.detail) made.lastElementChild?.append(el('p', { class: 'detail' }, ...technical(data)));
  return made;
}

/**
 * What the service itself said, which is in English whatever the language of the page.
 *
 * @param {ProblemData} data
 */
export function technical({ detail }) {
  return detail ? [words().technicalDetail, ' ', el('span', { lang: 'en' }, detail)] : [];
}

/** @param {ProblemData} data */
export function problemKind({ kind, status }) {
  if (kind !== 'http') return kind;
  if (status === 429 || status === 503) return 'busy';
  return status < 500 ? 'refused' : 'server';
}

/** @param {Turn} turn */
export function progress(turn) {
  if (!isRunning(turn)) return null;
  const stages = /** @type {Record<string, string>} */ (words().stages);
  return working(stages[turn.state] ?? '');
}

/** @param {string} text what is being done */
export function working(text) {
  const bars = Array.from({ length: 6 }, () => el('i'));
  return el(
    'p',
    { class: 'progress', 'data-test': 'progress' },
    el('span', { class: 'bars', 'aria-hidden': 'true' }, ...bars),
    text,
  );
}

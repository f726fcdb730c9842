/** The topics near a question that the collection does hold, each a way to what there is on it. */

import { binderHash } from './address.js';
import { Problem, fetchDocumentsOn } from './api.js';
import { formatDate } from './dates.js';
import { button, el, fill } from './dom.js';
import { icon } from './icons.js';
import { language, words } from './language.js';
import { working } from './messages.js';

/**
 * @typedef {import('./types.js').Language} Language
 * @typedef {import('./types.js').Target} Target
 * @typedef {import('./types.js').Topic} Topic
 * @typedef {(target: Target, key: string) => void} OpenDocument
 */

/**
 * A region leads to its binder; a sub-dimension unfolds the documents on it.
 *
 * @param {Topic[]} topics
 * @param {Language} readIn the language of the documents to unfold
 * @param {OpenDocument} open
 */
export function topicList(topics, readIn, open) {
  if (!topics.length) return null;
  const shown = el('div', { class: 'topic-documents', 'aria-live': 'polite' });
  /** @type {HTMLButtonElement[]} */
  const unfolding = [];
  const items = topics.map((topic) => {
    if (topic.kind === 'region') return el('li', {}, regionLink(topic));
    const made = unfoldButton(topic, () => unfold(topic, made));
    unfolding.push(made);
    return el('li', {}, made);
  });
  /**
   * @param {Topic} topic
   * @param {HTMLButtonElement} pressed
   */
  const unfold = (topic, pressed) => {
    const isOpen = pressed.getAttribute('aria-pressed') === 'true';
    for (const one of unfolding) one.setAttribute('aria-pressed', String(one === pressed && !isOpen));
    if (isOpen) fill(shown);
    else showDocuments(shown, topic, readIn, open);
  };
  return el(
    'section',
    { class: 'suggestions', 'data-test': 'topics' },
    el('h3', { class: 'label' }, words().topics),
    el('ul', { class: 'chips' }, ...items),
    shown,
  );
}

/** @param {Topic} topic */
function regionLink({ id, name, passages }) {
  return el(
    'a',
    { class: 'chip', href: binderHash({ region: id, rubric: null }), 'data-test': 'topic' },
    icon('binder'),
    name,
    el('span', { class: 'count' }, words().passages(passages)),
  );
}

/**
 * @param {Topic} topic
 * @param {() => void} onclick
 */
function unfoldButton({ id, name, passages }, onclick) {
  return button(
    { class: 'chip', 'data-test': 'topic', 'data-key': `topic-${id}`, 'aria-pressed': 'false', onclick },
    icon('document'),
    name,
    el('span', { class: 'count' }, words().passages(passages)),
  );
}

/**
 * @param {HTMLElement} shown
 * @param {Topic} topic
 * @param {Language} readIn
 * @param {OpenDocument} open
 */
async function showDocuments(shown, topic, readIn, open) {
  const waiting = working(words().loadingDocument);
  fill(shown, waiting);
  try {
    const found = await fetchDocumentsOn(topic, readIn);
    if (!waiting.isConnected) return; // another topic was pressed
    fill(shown, el('ul', {}, ...found.map((one) => documentItem(one, topic, open))));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (waiting.isConnected) fill(shown, el('p', { role: 'alert' }, words().documentsFailed));
  }
}

/**
 * @param {import('./api.js').FoundDocument} found
 * @param {Topic} topic
 * @param {OpenDocument} open
 */
function documentItem({ id, title, published }, topic, open) {
  const key = `topic-${topic.id}-${id}`;
  const date = formatDate(published, language());
  return el(
    'li',
    { class: 'documents-line' },
    button(
      {
        class: 'suggestion',
        'data-test': 'topic-document',
        'data-key': key,
        onclick: () => open({ document_id: id, title, citation: null }, key),
      },
      icon('document'),
      el('span', {}, title),
    ),
    date && el('span', { class: 'quiet-text' }, date),
  );
}

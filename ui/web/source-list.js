/** The numbered sources below an answer. */

import { allReferences, bySource, linkedNote, pageName, publisher } from './citation.js';
import { formatDate } from './dates.js';
import { button, el, link, webAddress } from './dom.js';
import { language, words } from './language.js';

/**
 * @typedef {import('./types.js').Citation} Citation
 */

/**
 * @param {Citation[]} citations
 * @param {(citation: Citation, key: string) => void} open
 */
export function sourceList(citations, open) {
  return el(
    'section',
    { class: 'sources', 'data-test': 'sources' },
    el('h3', { class: 'label' }, words().sources),
    el('ol', {}, ...bySource(citations).map((group) => source(group, open))),
  );
}

/**
 * @param {[Citation, ...Citation[]]} group citations of one page
 * @param {(citation: Citation, key: string) => void} open
 */
function source(group, open) {
  const [citation] = group;
  const key = `source-${citation.number}`;
  return el(
    'li',
    { class: 'source', 'data-test': 'source', 'data-number': citation.number },
    el('div', { class: 'source-numbers' }, ...numbers(group, open)),
    el(
      'div',
      { class: 'source-body' },
      button(
        {
          class: 'source-title',
          lang: citation.language,
          'data-test': 'source-title',
          'data-key': key,
          'aria-label': words().citation(citation.number, citation.title),
          onclick: () => open(citation, key),
        },
        citation.title,
      ),
      facts(citation),
      note(group),
      links(citation),
    ),
  );
}

/**
 * Numbers that the title does not open are buttons of their own.
 *
 * @param {[Citation, ...Citation[]]} group
 * @param {(citation: Citation, key: string) => void} open
 */
function numbers([first, ...others], open) {
  return [
    el('span', { class: 'source-number', 'aria-hidden': 'true' }, first.number),
    ...others.map((citation) => {
      const made = citationButton(citation, `source-${citation.number}`, open);
      made.className = 'source-number';
      made.dataset['test'] = 'source-number';
      return made;
    }),
  ];
}

/** @param {[Citation, ...Citation[]]} group */
function note(group) {
  const references = allReferences(group);
  const text = group.find((citation) => citation.note)?.note ?? null;
  if (!text && !references.length) return null;
  return el(
    'p',
    { class: 'source-note', 'data-test': 'source-note' },
    ...linkedNote(text, references, language()),
  );
}

/** @param {Citation} citation */
function facts(citation) {
  const texts = [
    citation.is_digest ? null : publisher(citation.url),
    formatDate(citation.published, language()),
    pageName(citation),
  ].filter((text) => text);
  return el(
    'p',
    { class: 'facts' },
    el('span', { class: 'badge', 'data-kind': citation.kind }, words().kinds[citation.kind]),
    ...texts.map((text) => el('span', {}, text)),
    citation.language !== language() &&
      el('span', {}, words().otherLanguage[citation.language]),
  );
}

/** @param {Citation} citation */
function links(citation) {
  const original = !citation.is_digest && webAddress(citation.url);
  const archived = webAddress(citation.archived_url);
  if (!original && !archived) return null;
  return el(
    'p',
    { class: 'source-links' },
    original && link(original, { 'data-test': 'original' }, words().original),
    archived && link(archived, {}, words().archived),
  );
}

/**
 * The superscript number that opens a source.
 *
 * @param {Citation} citation
 * @param {string} key
 * @param {(citation: Citation, key: string) => void} open
 */
export function citationButton(citation, key, open) {
  return button(
    {
      class: 'cite',
      'data-test': 'citation',
      'data-number': citation.number,
      'data-key': key,
      'aria-label': words().citation(citation.number, citation.title),
      title: citation.title,
      onclick: () => open(citation, key),
    },
    citation.number,
  );
}

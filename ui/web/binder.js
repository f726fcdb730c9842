/** The card that shows a binder: the evidence on one region by pillar and dimension, and the gaps. */

import { fetchBinderFile } from './api.js';
import { citedSentence } from './cited-sentence.js';
import { sourceName } from './citation.js';
import { formatDate } from './dates.js';
import { el } from './dom.js';
import { downloads } from './downloads.js';
import { evidenceMap } from './evidence-map.js';
import { icon } from './icons.js';
import { language, words } from './language.js';
import { rubricBasis, rubricLine } from './rubric.js';
import { sourceList } from './source-list.js';

/**
 * @typedef {import('./types.js').Binder} Binder
 * @typedef {import('./types.js').BinderCell} BinderCell
 * @typedef {import('./types.js').Chapter} Chapter
 * @typedef {import('./types.js').Citation} Citation
 *
 * @typedef {object} BinderActions
 * @property {(citation: Citation, key: string) => void} open
 * @property {(text: string) => void} announce
 */

const ACROSS = 'all'; // the chapter of what is on no pillar alone; what it lacks is no gap

/**
 * @param {Binder} binder
 * @param {BinderActions} on
 */
export function binderCard(binder, on) {
  const { region, rubric, citations } = binder;
  const request = { region, rubric, language: binder.language };
  return el(
    'article',
    { class: 'sheet', 'aria-labelledby': 'binder-card-title', 'data-test': 'binder-card' },
    el('h2', { class: 'sheet-title', id: 'binder-card-title' }, binder.title),
    rubricLine(binder),
    el('p', { 'data-test': 'binder-summary' }, binderSummary(binder)),
    el(
      'div',
      { class: 'actions' },
      downloads((format) => fetchBinderFile(request, format), on.announce, { name: fileName(binder) }),
    ),
    evidenceMap(binder, goTo),
    ...binder.chapters.map((chapter) => chapterSection(binder, chapter, on)),
    citations.length > 0 && sourceList(citations, on.open),
    rubricBasis(binder),
  );
}

/** @param {Binder} binder */
export function binderSummary({ chapters, gaps, citations }) {
  const cells = chapters.flatMap((chapter) => chapter.cells);
  const sentences = cells.reduce((sum, cell) => sum + cell.sentences.length, 0);
  const documents = new Set(citations.map((citation) => citation.document_id)).size;
  const asked = chapters.filter(({ pillar }) => pillar !== ACROSS).flatMap(({ cells: all }) => all);
  return words().binderSummary(sentences, documents, gaps.length, asked.length);
}

/** @param {Binder} binder */
function fileName({ label, rubric }) {
  const name = `${words().binderFile} ${label} ${rubric}`.toLowerCase();
  return name.replace(/[^\p{L}\p{N}]+/gu, '-');
}

/**
 * @param {Binder} binder
 * @param {Chapter} chapter
 * @param {BinderActions} on
 */
function chapterSection(binder, chapter, on) {
  const id = `chapter-${chapter.pillar}`;
  const full = chapter.cells.filter((cell) => cell.sentences.length);
  const empty = chapter.cells.filter((cell) => !cell.sentences.length);
  return el(
    'section',
    {
      class: 'chapter',
      'aria-labelledby': id,
      'data-test': 'chapter',
      'data-pillar': chapter.pillar,
    },
    el('h3', { id }, icon(chapter.pillar), chapter.label),
    ...full.map((cell) => cellSection(binder, chapter, cell, on)),
    empty.length > 0 && missing(empty),
  );
}

/**
 * @param {Binder} binder
 * @param {Chapter} chapter
 * @param {BinderCell} cell
 * @param {BinderActions} on
 */
function cellSection(binder, chapter, cell, on) {
  const id = cellId(chapter, cell);
  const evidence = cell.sentences.map((sentence, index) => {
    const citations = binder.citations.filter(({ number }) => sentence.citations.includes(number));
    const key = `${id}-${index}`;
    return el(
      'li',
      {},
      citedSentence(sentence, { citations, language: binder.language, key, open: on.open }),
      el('p', { class: 'claim-source' }, [...new Set(citations.map(origin))].join('; ')),
    );
  });
  return el(
    'div',
    { class: 'cell', 'data-test': 'cell', 'data-dimension': cell.dimension },
    el('h4', { id, tabindex: -1 }, cell.label),
    el('ul', { class: 'evidence' }, ...evidence),
  );
}

/** @param {Citation} citation */
function origin(citation) {
  const date = formatDate(citation.published, language());
  return [sourceName(citation), date].filter((text) => text).join(', ');
}

/** @param {BinderCell[]} cells without evidence */
function missing(cells) {
  const counts = [...new Set(cells.map((cell) => cell.searched))];
  return el(
    'div',
    { class: 'cell' },
    el('h4', { class: 'gap-title' }, words().binderGaps),
    el('div', {}, ...counts.map((count) => gapsAfter(count, cells))),
  );
}

/**
 * @param {number} count of passages that were read in vain
 * @param {BinderCell[]} cells
 */
function gapsAfter(count, cells) {
  const items = cells
    .filter((cell) => cell.searched === count)
    .map(({ dimension, label }) => el('li', { 'data-test': 'gap', 'data-dimension': dimension }, label));
  return el(
    'div',
    { class: 'gaps' },
    el('ul', {}, ...items),
    el('p', { class: 'claim-source' }, words().binderRead(count)),
  );
}

/**
 * @param {Chapter} chapter
 * @param {BinderCell} cell
 */
function cellId({ pillar }, { dimension }) {
  return `cell-${pillar}-${dimension}`;
}

/**
 * @param {Chapter} chapter
 * @param {BinderCell} cell
 */
function goTo(chapter, cell) {
  const heading = document.getElementById(cellId(chapter, cell));
  heading?.scrollIntoView({ block: 'start' });
  heading?.focus({ preventScroll: true });
}

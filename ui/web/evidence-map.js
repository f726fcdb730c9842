/** Where a binder holds evidence and where it does not, at one glance: pillars by dimensions. */

import { button, el } from './dom.js';
import { icon } from './icons.js';
import { words } from './language.js';
import { wideTable } from './wide-table.js';

/**
 * @typedef {import('./types.js').Binder} Binder
 * @typedef {import('./types.js').BinderCell} BinderCell
 * @typedef {import('./types.js').Chapter} Chapter
 */

/**
 * @param {Binder} binder
 * @param {(chapter: Chapter, cell: BinderCell) => void} goTo
 */
export function evidenceMap(binder, goTo) {
  const dimensions = dimensionsOf(binder);
  const head = el(
    'tr',
    {},
    el('th', { scope: 'col' }, words().pillar),
    ...[...dimensions.values()].map((label) => el('th', { scope: 'col', class: 'number' }, label)),
  );
  const lines = binder.chapters.map((chapter) => line(chapter, dimensions, goTo));
  return wideTable('evidence-map', words().binderMap, head, lines);
}

/**
 * Those of the pillars first; what only the chapter across them has comes last.
 *
 * @param {Binder} binder
 * @returns {Map<string, string>} id -> label
 */
function dimensionsOf(binder) {
  const cells = [...binder.chapters].reverse().flatMap((chapter) => chapter.cells);
  return new Map(cells.map(({ dimension, label }) => [dimension, label]));
}

/**
 * @param {Chapter} chapter
 * @param {Map<string, string>} dimensions
 * @param {(chapter: Chapter, cell: BinderCell) => void} goTo
 */
function line(chapter, dimensions, goTo) {
  const cells = [...dimensions.keys()].map((id) => {
    const cell = chapter.cells.find(({ dimension }) => dimension === id);
    return cell ? count(chapter, cell, goTo) : el('td', { class: 'unasked' });
  });
  return el(
    'tr',
    { 'data-pillar': chapter.pillar },
    el('th', { scope: 'row' }, icon(chapter.pillar), chapter.label),
    ...cells,
  );
}

/**
 * @param {Chapter} chapter
 * @param {BinderCell} cell
 * @param {(chapter: Chapter, cell: BinderCell) => void} goTo
 */
function count(chapter, cell, goTo) {
  const found = cell.sentences.length;
  if (!found) return el('td', { class: 'number gap' }, words().binderNone);
  return el(
    'td',
    { class: 'number' },
    button(
      {
        class: 'cite',
        'data-key': `map-${chapter.pillar}-${cell.dimension}`,
        'aria-label': words().binderGoTo(found, chapter.label, cell.label),
        onclick: () => goTo(chapter, cell),
      },
      found,
    ),
  );
}

/** What there is on one region by pillar and year, and what is known to be missing. */

import { binderHash } from './address.js';
import { formatDate } from './dates.js';
import { button, el } from './dom.js';
import { icon } from './icons.js';
import { language, words } from './language.js';
import { wideTable } from './wide-table.js';

/**
 * @typedef {import('./types.js').Coverage} Coverage
 * @typedef {import('./types.js').CoverageCell} CoverageCell
 * @typedef {import('./types.js').CoverageGap} CoverageGap
 * @typedef {import('./types.js').CoverageRow} CoverageRow
 * @typedef {import('./types.js').CoveredDocument} CoveredDocument
 * @typedef {(document: CoveredDocument, key: string) => void} OpenDocument
 */

/**
 * @param {Coverage} coverage of the region, and of all that it holds
 * @param {CoverageRow} row of the region itself
 * @param {object} on
 * @param {(id: string) => string} on.pillarName
 * @param {OpenDocument} on.open
 */
export function coverageCard(coverage, row, { pillarName, open }) {
  return el(
    'section',
    { class: 'sheet', 'aria-labelledby': 'coverage-title', 'data-test': 'coverage' },
    el(
      'div',
      {},
      el('h2', { class: 'sheet-title', id: 'coverage-title' }, words().coverageTitle(row.label)),
      el('p', { class: 'quiet-text' }, words().coverageTotal(row.documents)),
    ),
    row.documents > 0 && table(coverage.pillars, row, pillarName),
    gaps(row.gaps, open),
    documents(row, open),
    within(coverage, row),
  );
}

/**
 * @param {string[]} pillars
 * @param {CoverageRow} row
 * @param {(id: string) => string} pillarName
 */
function table(pillars, row, pillarName) {
  const cells = Object.values(row.pillars);
  const years = [...new Set(cells.flatMap((cell) => Object.keys(cell.years)))].sort();
  const undated = cells.some((cell) => undatedOf(cell) > 0);
  const heads = [...years, ...(undated ? [words().coverageUndated] : []), words().coverageSum];
  const head = el(
    'tr',
    {},
    el('th', { scope: 'col' }, words().pillar),
    ...heads.map((text) => el('th', { scope: 'col', class: 'number' }, text)),
    el('th', { scope: 'col' }, words().coverageNewest),
  );
  const lines = pillars.map((id) => line(id, pillarName(id), row.pillars[id], years, undated));
  return wideTable('coverage', words().coverageCaption, head, lines);
}

/**
 * @param {string} id
 * @param {string} name
 * @param {CoverageCell | undefined} cell
 * @param {string[]} years
 * @param {boolean} undated whether there is a column for it
 */
function line(id, name, cell, years, undated) {
  const counts = [
    ...years.map((year) => cell?.years[year] ?? 0),
    ...(undated ? [cell ? undatedOf(cell) : 0] : []),
    cell?.documents ?? 0,
  ];
  return el(
    'tr',
    { 'data-pillar': id, 'data-test': 'coverage-row', class: cell ? undefined : 'nothing' },
    el('th', { scope: 'row' }, icon(id), name),
    ...counts.map((count) => el('td', { class: count ? 'number' : 'number zero' }, count)),
    el('td', {}, formatDate(cell?.newest, language()) ?? '–'),
  );
}

/** @param {CoverageCell} cell */
function undatedOf(cell) {
  return cell.documents - Object.values(cell.years).reduce((sum, count) => sum + count, 0);
}

/**
 * @param {CoverageGap[]} found
 * @param {OpenDocument} open
 */
function gaps(found, open) {
  if (!found.length) return null;
  const items = found.map((gap, index) =>
    el(
      'li',
      { 'data-code': gap.code },
      gap.text,
      gap.documents && documentList(gap.documents, `gap-${index}`, open),
    ),
  );
  return el(
    'div',
    { class: 'known-gaps', 'data-test': 'known-gaps' },
    el('h3', { class: 'label' }, words().coverageGaps),
    el('ul', {}, ...items),
  );
}

/**
 * @param {CoverageRow} row
 * @param {OpenDocument} open
 */
function documents(row, open) {
  const best = Object.values(row.pillars).flatMap((cell) => cell.best);
  const once = [...new Map(best.map((one) => [one.document_id, one])).values()];
  return (
    once.length > 0 &&
    el(
      'details',
      { class: 'folded', 'data-key': 'documents' },
      el('summary', {}, words().coverageDocuments(once.length)),
      documentList(once, 'document', open),
    )
  );
}

/**
 * @param {CoveredDocument[]} found
 * @param {string} key
 * @param {OpenDocument} open
 */
function documentList(found, key, open) {
  const items = found.map((document) => {
    const date = formatDate(document.published, language());
    const own = `${key}-${document.document_id}`;
    return el(
      'li',
      { class: 'documents-line' },
      button(
        {
          class: 'suggestion',
          'data-test': 'covered-document',
          'data-key': own,
          onclick: () => open(document, own),
        },
        icon('document'),
        el('span', {}, document.title),
      ),
      date && el('span', { class: 'quiet-text' }, date),
    );
  });
  return el('ul', { class: 'documents' }, ...items);
}

/**
 * The regencies and cities of a province, each a way to its own binder.
 *
 * @param {Coverage} coverage
 * @param {CoverageRow} row
 */
function within(coverage, row) {
  const parts = coverage.regions.filter((one) => one.region !== row.region);
  if (!parts.length) return null;
  const [full, empty] = [parts.filter((one) => one.documents), parts.filter((one) => !one.documents)];
  return el(
    'div',
    { 'data-test': 'within' },
    el('h3', { class: 'label' }, words().coverageWithin),
    regionLinks(full),
    empty.length > 0 &&
      el(
        'p',
        { class: 'quiet-text' },
        words().coverageWithout(empty.map((one) => one.label).join(', ')),
      ),
  );
}

/** @param {CoverageRow[]} rows */
export function regionLinks(rows) {
  const items = rows.map(({ region, label, documents: count }) =>
    el(
      'li',
      {},
      el(
        'a',
        { class: 'chip', href: binderHash({ region, rubric: null }), 'data-test': 'region-link' },
        label,
        el('span', { class: 'count' }, words().coverageCount(count)),
      ),
    ),
  );
  return el('ul', { class: 'chips' }, ...items);
}

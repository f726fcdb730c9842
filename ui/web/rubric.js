/** Which evaluation the dimensions of a binder come from, and what says so. */

import { binderHash } from './address.js';
import { formatDate } from './dates.js';
import { el, link } from './dom.js';
import { language, words } from './language.js';

/** @typedef {import('./types.js').Binder} Binder */

/**
 * The year and date of the rubric, with the way to the others.
 *
 * @param {Binder} binder
 */
export function rubricLine(binder) {
  const { region, rubric, rubrics, dated } = binder;
  const years = rubrics.map((year) =>
    el(
      'a',
      {
        class: 'segment',
        href: binderHash({ region, rubric: year }),
        'aria-current': year === rubric ? 'true' : null,
        'data-key': `rubric-${year}`,
        'data-test': 'rubric-year',
      },
      year,
    ),
  );
  return el(
    'div',
    { class: 'rubric-line', 'data-test': 'rubric' },
    el('p', {}, words().rubric(rubric, formatDate(dated, language()) ?? dated)),
    rubrics.length > 1 &&
      el(
        'nav',
        { class: 'rubric-years', 'aria-label': words().rubricYears },
        el('span', { class: 'quiet-text', 'aria-hidden': 'true' }, words().rubricYears),
        el('span', { class: 'segments' }, ...years),
      ),
  );
}

/**
 * The facts that the rubric rests on, each with its source.
 *
 * @param {Binder} binder
 */
export function rubricBasis({ basis, remark }) {
  const facts = basis.map(({ text, certainty, name, url }) =>
    el(
      'li',
      { 'data-test': 'basis' },
      text,
      ' ',
      el('span', { class: 'fact-source' }, link(url, {}, name), ` (${certainty})`),
    ),
  );
  return el(
    'section',
    { class: 'basis' },
    el('h3', { class: 'label' }, words().rubricBasis),
    el('ul', {}, ...facts),
    el('p', { class: 'quiet-text' }, remark),
  );
}

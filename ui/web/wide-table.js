/** A table that may be wider than a phone: it scrolls by itself, also from the keyboard. */

import { el } from './dom.js';

/**
 * @param {string} name unique on the page
 * @param {string} caption
 * @param {HTMLTableRowElement} head
 * @param {HTMLTableRowElement[]} lines each with its heading in the first cell
 */
export function wideTable(name, caption, head, lines) {
  const id = `${name}-caption`;
  return el(
    'div',
    {},
    el('p', { class: 'table-caption', id }, caption),
    el(
      'div',
      { class: 'wide-table', role: 'region', tabindex: 0, 'aria-labelledby': id },
      el(
        'table',
        { class: name, 'aria-labelledby': id, 'data-test': `${name}-table` },
        el('thead', {}, head),
        el('tbody', {}, ...lines),
      ),
    ),
  );
}

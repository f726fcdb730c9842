/** The figures on which statements differ, so that they catch the eye. */

import { el } from './dom.js';

const FIGURE =
  /(?<![\p{L}\p{N}.,/-])(?:(?:Rp|US\$|USD)\s?)?\d+(?:[.,]\d+)*(?:\s?%|\s(?:persen|percent|ribu|juta|miliar|triliun|thousand|million|billion|trillion)\b)?(?![\p{L}\p{N}/])/giu;
const YEAR = /^(?:19|20)\d\d$/;
const BEFORE_A_MONTH =
  /^\s(?:jan|feb|mar|apr|mei|may|jun|jul|agu|aug|sep|okt|oct|nov|des|dec)/i; // then it is a day
const AFTER_A_NAME = /(?:nomor|no\.|number|pasal|article|ayat|tahap|stage)\s$/i; // then it counts nothing

/**
 * @param {string[]} texts statements that disagree, or one that tells of the disagreement
 * @returns {Set<string>} the figures in them that are not the same in all; years only where nothing
 *   else differs
 */
export function disputedFigures(texts) {
  const found = texts.map((text) => [...text.matchAll(FIGURE)].filter(counts).map(([one]) => one));
  const differing = new Set(found.flat().filter((one) => texts.length < 2 || !inAll(one, found)));
  const amounts = [...differing].filter((one) => !YEAR.test(one));
  return amounts.length ? new Set(amounts) : differing;
}

/**
 * A text with these figures set off.
 *
 * @param {string} text
 * @param {Set<string>} figures
 * @returns {(Node | string)[]}
 */
export function markFigures(text, figures) {
  /** @type {(Node | string)[]} */
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(FIGURE)) {
    if (!figures.has(match[0]) || !counts(match)) continue;
    parts.push(text.slice(end, match.index), el('strong', { class: 'figure' }, match[0]));
    end = match.index + match[0].length;
  }
  return [...parts, text.slice(end)];
}

/** @param {RegExpMatchArray} match */
function counts({ 0: figure, index = 0, input = '' }) {
  const after = input.slice(index + figure.length);
  return !BEFORE_A_MONTH.test(after) && !AFTER_A_NAME.test(input.slice(0, index));
}

/**
 * @param {string} figure
 * @param {string[][]} found
 */
function inAll(figure, found) {
  return found.every((figures) => figures.includes(figure));
}

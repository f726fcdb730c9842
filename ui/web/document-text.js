/** A document's text as headings, paragraphs, list items and rows, with the quote marked. */

import { fileAddress } from './api.js';
import { button, el, link } from './dom.js';
import { words } from './language.js';

/**
 * @typedef {import('./types.js').Block} Block
 * @typedef {import('./types.js').Citation} Citation
 * @typedef {import('./types.js').Page} Page
 * @typedef {import('./types.js').SourceDocument} SourceDocument
 * @typedef {{start: number, end: number}} Span half-open
 */

const WHOLE = 6; // a PDF of so many pages is shown at once
const AROUND = 1; // pages shown before and after the quote's
const MORE = 5; // pages that one click adds
const CELL_END = ' | '; // between the cells of a row
const NUMBERED = /^(?:\(?\w{1,4}[.)]|[-–•*])\s/u; // an item that brings its own mark

export class DocumentText {
  #document;
  #slice;
  /** @type {Span | null} */
  #quote;
  #quotedPage;
  #pages = el('div', { class: 'pages' });
  #before = button({ class: 'more', 'data-test': 'pages-before', onclick: () => this.#extend(-1) });
  #after = button({ class: 'more', 'data-test': 'pages-after', onclick: () => this.#extend(1) });
  #first = 0;
  #last = -1;
  element;

  /**
   * @param {SourceDocument} source
   * @param {Citation | null} citation
   */
  constructor(source, citation) {
    this.#document = source;
    this.#slice = slicer(source.text);
    this.#quote = citation && locate(citation, source.text, this.#slice);
    this.#quotedPage = citation?.page ?? null;
    this.element = el(
      'div',
      { class: 'text', lang: source.language, 'data-test': 'document-text' },
      citation && !this.#quote && lostQuote(citation),
      this.#before,
      this.#pages,
      this.#after,
    );
    this.#begin();
  }

  /** @returns {HTMLElement | null} the beginning of the quote */
  get mark() {
    return this.element.querySelector('mark');
  }

  #begin() {
    const { pages, text } = this.#document;
    if (!pages.length) {
      this.#pages.append(...this.#blocks({ start: 0, end: Infinity }));
      this.#before.hidden = this.#after.hidden = true;
      if (!text) this.#pages.append(el('p', { class: 'quiet-text' }, words().pageScanned));
      return;
    }
    const quoted = this.#pageOfQuote();
    const all = pages.length <= WHOLE;
    this.#first = all ? 0 : Math.max(0, quoted - AROUND);
    this.#last = all ? pages.length - 1 : Math.min(pages.length - 1, quoted + AROUND);
    this.#pages.append(...pages.slice(this.#first, this.#last + 1).map((page) => this.#page(page)));
    this.#offerMore();
  }

  #pageOfQuote() {
    const { pages } = this.#document;
    const start = this.#quote?.start ?? -1;
    const index = pages.findIndex(
      (page) => (page.start <= start && start < page.end) || page.number === this.#quotedPage,
    );
    return Math.max(0, index);
  }

  /** @param {-1 | 1} direction */
  #extend(direction) {
    const { pages } = this.#document;
    if (direction < 0) {
      const from = Math.max(0, this.#first - MORE);
      const anchor = this.#pages.firstElementChild;
      const top = anchor?.getBoundingClientRect().top ?? 0;
      this.#pages.prepend(...pages.slice(from, this.#first).map((page) => this.#page(page)));
      this.#first = from;
      this.#offerMore();
      // What was being read stays where it was.
      const scroller = this.element.closest('.panel-body');
      if (scroller && anchor) scroller.scrollTop += anchor.getBoundingClientRect().top - top;
      return;
    }
    const to = Math.min(pages.length - 1, this.#last + MORE);
    this.#pages.append(...pages.slice(this.#last + 1, to + 1).map((page) => this.#page(page)));
    this.#last = to;
    this.#offerMore();
  }

  #offerMore() {
    const { pages } = this.#document;
    const total = pages.length;
    const number = (/** @type {number} */ index) => pages[index]?.number ?? 0;
    this.#before.hidden = this.#first === 0;
    this.#after.hidden = this.#last === total - 1;
    this.#before.textContent = words().morePagesBefore(
      number(Math.max(0, this.#first - MORE)),
      number(this.#first - 1),
    );
    this.#after.textContent = words().morePagesAfter(
      number(this.#last + 1),
      number(Math.min(total - 1, this.#last + MORE)),
    );
  }

  /** @param {Page} page */
  #page(page) {
    const { pages, id, version, has_file: hasFile } = this.#document;
    const label = page.label && page.label !== String(page.number) ? page.label : null;
    const place = words().pageOf(page.number, pages.at(-1)?.number ?? page.number);
    return el(
      'section',
      { class: 'page', 'data-page': page.number },
      el(
        'p',
        { class: 'page-mark' },
        el('span', {}, label ? `${place} (${words().pageLabel(label)})` : place),
        hasFile && link(fileAddress(id, version, page.number), {}, words().openFile),
      ),
      page.method.startsWith('ocr') && el('p', { class: 'quiet-text' }, words().pageOcr),
      page.method === 'none' && el('p', { class: 'quiet-text' }, words().pageScanned),
      ...this.#blocks(page),
    );
  }

  /**
   * The blocks that lie in a span, list items and rows gathered.
   *
   * @param {Span} span
   */
  #blocks(span) {
    /** @type {HTMLElement[]} */
    const made = [];
    for (const block of this.#document.blocks.length ? this.#document.blocks : [wholeText()]) {
      const start = Math.max(block.start, span.start);
      const end = Math.min(block.end, span.end);
      if (start >= end) continue;
      this.#place(made, block, { start, end });
    }
    return made;
  }

  /**
   * @param {HTMLElement[]} made what the page holds so far
   * @param {Block} block
   * @param {Span} span
   */
  #place(made, block, span) {
    const last = made.at(-1);
    if (block.kind === 'item') {
      const list = last?.tagName === 'UL' ? last : el('ul');
      if (list !== last) made.push(list);
      const numbered = NUMBERED.test(this.#slice(span.start, Math.min(span.end, span.start + 8)));
      list.append(el('li', { class: numbered && 'numbered' }, ...this.#marked(span)));
    } else if (block.kind === 'row') {
      const frame = last?.classList.contains('rows') ? last : el('div', { class: 'rows' });
      if (frame !== last) {
        frame.append(el('table', {}, el('tbody')));
        made.push(frame);
      }
      frame.querySelector('tbody')?.append(this.#row(span));
    } else if (block.kind === 'heading') {
      // The panel's own title is an h2.
      const level = /** @type {'h3'} */ (`h${Math.min(6, Math.max(1, block.level) + 2)}`);
      made.push(el(level, {}, ...this.#marked(span)));
    } else {
      made.push(el('p', {}, ...this.#marked(span)));
    }
  }

  /** @param {Span} span */
  #row({ start, end }) {
    const row = el('tr');
    let at = start;
    for (const cell of this.#slice(start, end).split(CELL_END)) {
      const length = Array.from(cell).length;
      row.append(el('td', {}, ...this.#marked({ start: at, end: at + length })));
      at += length + CELL_END.length;
    }
    return row;
  }

  /**
   * The text of a span, with the part of the quote that lies in it marked.
   *
   * @param {Span} span
   */
  #marked({ start, end }) {
    const quote = this.#quote;
    const from = quote ? Math.max(start, quote.start) : end;
    const to = quote ? Math.min(end, quote.end) : end;
    if (from >= to) return [this.#slice(start, end)];
    return [
      this.#slice(start, from),
      el('mark', { 'data-test': 'quote' }, this.#slice(from, to)),
      this.#slice(to, end),
    ];
  }
}

/** @returns {Block} */
function wholeText() {
  return { start: 0, end: Infinity, kind: 'paragraph', level: 0 };
}

/**
 * The service counts code points, JavaScript counts UTF-16 units; they differ after an emoji.
 *
 * @param {string} text
 * @returns {(start: number, end: number) => string}
 */
function slicer(text) {
  if (!/[\ud800-\udfff]/.test(text)) return (start, end) => text.slice(start, end);
  const points = Array.from(text);
  return (start, end) => points.slice(start, end).join('');
}

/**
 * Where the quote lies: as the citation says, else wherever the text holds it.
 *
 * @param {Citation} citation
 * @param {string} text
 * @param {(start: number, end: number) => string} slice
 * @returns {Span | null}
 */
function locate({ start, end, quote }, text, slice) {
  if (slice(start, end) === quote) return { start, end };
  const found = quote ? text.indexOf(quote) : -1;
  if (found < 0) return null;
  const before = Array.from(text.slice(0, found)).length;
  return { start: before, end: before + Array.from(quote).length };
}

/** @param {Citation} citation */
function lostQuote(citation) {
  return el(
    'div',
    { class: 'lost-quote', 'data-test': 'quote-lost' },
    el('p', { class: 'quiet-text' }, words().quoteLost),
    el('blockquote', {}, citation.quote),
  );
}

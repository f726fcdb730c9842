/** The panel beside the conversation that shows a cited document; a dialog on small screens. */

import { Problem, fetchDocument, fileAddress, pictureAddress } from './api.js';
import { linkedNote, pageName, publisher } from './citation.js';
import { formatDate } from './dates.js';
import { DocumentText } from './document-text.js';
import { button, byId, el, fill, findByKey, link, webAddress } from './dom.js';
import { icon } from './icons.js';
import { language, words } from './language.js';
import { technical } from './messages.js';

/**
 * @typedef {import('./types.js').SourceDocument} SourceDocument
 * @typedef {import('./types.js').Target} Target
 */

const BESIDE = matchMedia('(min-width: 64rem)'); // as in style.css

export class SourcePanel {
  #dialog = byId('source-panel', HTMLDialogElement);
  #title = byId('panel-title', HTMLElement);
  #kicker = byId('panel-kicker', HTMLElement);
  #toQuote = byId('to-quote', HTMLButtonElement);
  #body = byId('panel-body', HTMLElement);
  #taxonomy;
  /** @type {Target | null} */
  #target = null;
  /** @type {{turnId: string, key: string} | null} the button that opened it */
  #opener = null;
  /** @type {SourceDocument | null} */
  #document = null;
  /** @type {DocumentText | null} */
  #text = null;
  #loading = new AbortController();
  /** Offers the way back when the quote is out of sight. */
  #sight = new IntersectionObserver(
    ([mark]) => {
      this.#toQuote.hidden = mark?.isIntersecting ?? true;
    },
    { root: this.#body },
  );

  /** @param {import('./taxonomy.js').Taxonomy} taxonomy */
  constructor(taxonomy) {
    this.#taxonomy = taxonomy;
    const close = byId('panel-close', HTMLButtonElement);
    close.append(icon('close'));
    close.addEventListener('click', () => this.close());
    this.#toQuote.prepend(icon('quote'));
    this.#toQuote.addEventListener('click', () => this.#scrollToQuote());
    this.#dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      this.close();
    });
    document.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && this.isOpen && !event.defaultPrevented) this.close();
    });
    BESIDE.addEventListener('change', () => this.#reopen());
  }

  get isOpen() {
    return this.#dialog.open;
  }

  /**
   * @param {Target} target
   * @param {string} turnId
   * @param {string} key of the button that opens it
   */
  async open(target, turnId, key) {
    this.#target = target;
    this.#opener = { turnId, key };
    this.#document = null;
    this.#text = null;
    this.#watchQuote();
    this.#show();
    this.draw();
    this.#title.focus({ preventScroll: true });
    await this.#load(target);
  }

  /** Close and put the keyboard back where it came from. */
  close() {
    this.#loading.abort();
    this.#dialog.close();
    document.body.classList.remove('with-panel');
    this.markOpener();
    if (this.#opener) this.#openerButton()?.focus({ preventScroll: true });
    this.#opener = null;
  }

  /** Redraw after a change of language. */
  draw() {
    const target = this.#target;
    if (!target || !this.isOpen) return;
    const { citation } = target;
    this.#title.textContent = this.#document?.title ?? target.title;
    this.#title.lang = this.#document?.language ?? citation?.language ?? '';
    this.#kicker.textContent = [
      citation ? words().sourceNumber(citation.number) : words().document,
      citation && pageName(citation),
    ]
      .filter((text) => text)
      .join(' · ');
    if (this.#document) this.#drawDocument(this.#document, target);
    else fill(this.#body, el('p', { class: 'quiet-text loading' }, words().loadingDocument));
    this.markOpener();
  }

  /** Show which button belongs to the open panel; to be called when cards were redrawn. */
  markOpener() {
    for (const node of document.querySelectorAll('[data-key][aria-expanded]')) {
      node.removeAttribute('aria-expanded');
    }
    if (this.isOpen) this.#openerButton()?.setAttribute('aria-expanded', 'true');
  }

  #openerButton() {
    const turn = this.#opener && document.getElementById(this.#opener.turnId);
    return turn && this.#opener ? findByKey(turn, this.#opener.key) : null;
  }

  #show() {
    if (!this.isOpen) {
      if (BESIDE.matches) this.#dialog.show();
      else this.#dialog.showModal();
    }
    document.body.classList.add('with-panel');
  }

  /** Change between panel and dialog when the window is resized. */
  #reopen() {
    if (!this.isOpen) return;
    this.#dialog.close();
    this.#show();
  }

  /** @param {Target} target */
  async #load(target) {
    this.#loading.abort();
    const controller = new AbortController();
    this.#loading = controller;
    try {
      const version = target.citation?.version ?? null;
      const loaded = await fetchDocument(target.document_id, version, controller.signal);
      if (controller.signal.aborted) return;
      this.#document = loaded;
      this.draw();
      this.#scrollToQuote();
    } catch (error) {
      if (controller.signal.aborted) return;
      if (!(error instanceof Problem)) throw error;
      this.#fail(target, error);
    }
  }

  /**
   * @param {Target} target
   * @param {Problem} error
   */
  #fail(target, error) {
    const { citation } = target;
    fill(
      this.#body,
      el(
        'div',
        { class: 'message', 'data-look': 'problem', role: 'alert' },
        icon('warning'),
        el(
          'div',
          {},
          el('p', { class: 'message-title' }, words().documentFailed),
          error.data.detail && el('p', { class: 'detail' }, ...technical(error.data)),
          button({ class: 'quiet', onclick: () => this.#load(target) }, words().retry),
        ),
      ),
      citation && el('blockquote', { lang: citation.language }, citation.quote),
    );
  }

  /**
   * @param {SourceDocument} source
   * @param {Target} target
   */
  #drawDocument(source, { citation }) {
    this.#text = new DocumentText(source, citation);
    const references = citation?.references.length ? citation.references : source.references;
    fill(
      this.#body,
      this.#facts(source),
      source.kind === 'digest' &&
        el(
          'p',
          { class: 'source-note' },
          !citation?.note && `${words().references}: `,
          ...linkedNote(citation?.note ?? null, references, language()),
        ),
      this.#links(source, citation),
      pagePicture(source, citation),
      this.#text.element,
    );
    this.#watchQuote();
  }

  /** @param {SourceDocument} source */
  #facts(source) {
    const digest = source.kind === 'digest';
    /** @type {[string, string | null][]} */
    const facts = [
      [words().publisher, digest ? null : publisher(source.url)],
      [words().published, formatDate(source.published, language())],
      [digest ? words().checked : words().fetched, formatDate(source.fetched_at, language())],
      [words().language, words().languages[source.language]],
      [words().pillars, source.pillars.map((id) => this.#taxonomy.pillarName(id)).join(', ')],
      [words().regions, source.regions.map((code) => this.#taxonomy.regionName(code)).join(', ')],
    ];
    return el(
      'dl',
      { class: 'document-facts' },
      el('div', {}, el('dt', { class: 'unseen' }, words().document), el('dd', {}, kindBadge(source))),
      ...facts
        .filter(([, value]) => value)
        .map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value))),
    );
  }

  /**
   * @param {SourceDocument} source
   * @param {import('./types.js').Citation | null} citation
   */
  #links(source, citation) {
    const digest = source.kind === 'digest';
    const original = !digest && webAddress(source.url);
    const archived = webAddress(citation?.archived_url);
    const page = source.pages.length ? (citation?.page ?? null) : null;
    const file = source.has_file && !digest && fileAddress(source.id, source.version, page);
    if (!original && !archived && !file) return null;
    return el(
      'p',
      { class: 'source-links' },
      original && link(original, { 'data-test': 'original' }, words().original),
      file &&
        link(file, { 'data-test': 'file' }, page ? words().openFileAt(page) : words().openFile),
      archived && link(archived, {}, words().archived),
    );
  }

  #watchQuote() {
    this.#sight.disconnect();
    this.#toQuote.hidden = true;
    const mark = this.#text?.mark;
    if (mark) this.#sight.observe(mark);
  }

  #scrollToQuote() {
    const mark = this.#text?.mark;
    if (!mark) {
      this.#body.scrollTop = 0;
      return;
    }
    const place = mark.getBoundingClientRect().top - this.#body.getBoundingClientRect().top;
    const wanted = this.#body.scrollTop + place - this.#body.clientHeight / 3;
    this.#body.scrollTop = Math.max(0, wanted);
  }
}

/**
 * The cited page as it was printed, with the quote marked; nothing where it cannot be painted.
 *
 * @param {SourceDocument} source
 * @param {import('./types.js').Citation | null} citation
 */
function pagePicture(source, citation) {
  const page = citation?.page;
  if (!citation || !page || !source.has_file || !source.pages.length) return null;
  const address = pictureAddress({ ...citation, page });
  const figure = el(
    'figure',
    { class: 'page-picture', 'data-test': 'page-picture' },
    el('img', {
      src: address,
      alt: words().pagePicture(page),
      onerror: () => figure.remove(),
    }),
    el('figcaption', {}, link(address, {}, words().pagePictureLarge)),
  );
  return figure;
}

/** @param {SourceDocument} source */
function kindBadge(source) {
  return el('span', { class: 'badge', 'data-kind': source.kind }, words().kinds[source.kind]);
}

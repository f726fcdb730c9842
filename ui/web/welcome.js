/** What stands there before the first question. */

import { button, byId, el, fill, keepingFocus } from './dom.js';
import { words } from './language.js';
import { pillarChip } from './pillar-chip.js';

export class Welcome {
  #element = byId('welcome', HTMLElement);
  #filters;
  #taxonomy;
  #on;
  /** True when the pillars could not be had. */
  failed = false;

  /**
   * @param {import('./filters.js').Filters} filters
   * @param {import('./taxonomy.js').Taxonomy} taxonomy
   * @param {{ask: (question: string) => void, reload: () => void}} on
   */
  constructor(filters, taxonomy, on) {
    this.#filters = filters;
    this.#taxonomy = taxonomy;
    this.#on = on;
    filters.addEventListener('change', () => this.draw());
    this.draw();
  }

  set hidden(/** @type {boolean} */ hidden) {
    this.#element.hidden = hidden;
  }

  draw() {
    keepingFocus(this.#element, () =>
      fill(
        this.#element,
        el('h2', { class: 'welcome-title' }, words().welcomeTitle),
        el('p', { class: 'welcome-text' }, words().welcomeText),
        el('h3', { class: 'label' }, words().examplesTitle),
        el('ul', { class: 'examples' }, ...words().examples.map((text) => this.#example(text))),
        el('h3', { class: 'label', id: 'pillars-title' }, words().pillarsTitle),
        this.failed ? this.#failure() : this.#pillars(),
      ),
    );
  }

  /** @param {string} text */
  #example(text) {
    return el(
      'li',
      {},
      button(
        { class: 'example', 'data-test': 'example', onclick: () => this.#on.ask(text) },
        text,
      ),
    );
  }

  #pillars() {
    const chips = this.#taxonomy.pillars.map((pillar) => pillarChip(pillar, this.#filters));
    return el(
      'div',
      { class: 'chips', role: 'group', 'aria-labelledby': 'pillars-title' },
      ...chips,
    );
  }

  #failure() {
    return el(
      'p',
      { class: 'quiet-text' },
      words().pillarsFailed,
      ' ',
      button({ class: 'link-like', onclick: this.#on.reload }, words().retry),
    );
  }
}

/** The field that adds a region to the filters. */

import { button, el, fill } from './dom.js';
import { language, words } from './language.js';
import { regionLabel } from './taxonomy.js';

const PICKED = new Set([undefined, 'insertReplacementText']); // how browsers report a list choice

export class RegionField {
  #filters;
  #taxonomy;
  #input = el('input', {
    id: 'region',
    class: 'region-input',
    type: 'text',
    list: 'region-names',
    autocomplete: 'off',
    'data-test': 'region',
    'aria-describedby': 'region-problem',
    oninput: (/** @type {InputEvent} */ event) => {
      this.#complain('');
      if (PICKED.has(event.inputType) && this.#found().length === 1) this.#add();
    },
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== 'Enter' || event.isComposing) return;
      event.preventDefault(); // the form would send the question
      this.#add();
    },
  });
  #names = el('datalist', { id: 'region-names' });
  #problem = el('div', { id: 'region-problem', class: 'field-problem', role: 'alert' });
  #label = el('label', { for: 'region', class: 'tray-title' });
  #button = button({ class: 'quiet', 'data-test': 'add-region', onclick: () => this.#add() });
  element = el(
    'div',
    { class: 'region-field' },
    this.#label,
    el('div', { class: 'region-row' }, this.#input, this.#names, this.#button),
    this.#problem,
  );

  /**
   * @param {import('./filters.js').Filters} filters
   * @param {import('./taxonomy.js').Taxonomy} taxonomy
   */
  constructor(filters, taxonomy) {
    this.#filters = filters;
    this.#taxonomy = taxonomy;
    this.draw();
  }

  draw() {
    this.#label.textContent = words().regionLabel;
    this.#input.placeholder = words().regionPlaceholder;
    this.#button.textContent = words().addRegion;
    const labels = this.#taxonomy.regions.map(regionLabel).sort(new Intl.Collator(language()).compare);
    fill(this.#names, ...labels.map((label) => el('option', { value: label })));
    this.#complain('');
  }

  #found() {
    return this.#taxonomy.findRegions(this.#input.value);
  }

  #add() {
    const typed = this.#input.value.trim();
    if (!typed) return;
    const [region, ...others] = this.#found();
    if (region && !others.length) {
      this.#input.value = '';
      this.#filters.addRegion(region.code);
    } else if (region) {
      this.#complain(words().regionWhich, ...[region, ...others].map((one) => this.#choice(one)));
    } else {
      this.#complain(words().regionUnknown(typed));
    }
  }

  /** @param {import('./taxonomy.js').Region} region */
  #choice(region) {
    return button(
      {
        class: 'chip',
        onclick: () => {
          this.#input.value = '';
          this.#filters.addRegion(region.code);
          this.#input.focus();
        },
      },
      regionLabel(region),
    );
  }

  /**
   * @param {string} message empty when all is well
   * @param {...HTMLElement} choices ways out
   */
  #complain(message, ...choices) {
    fill(this.#problem, message, ...choices);
    this.#input.setAttribute('aria-invalid', String(message !== ''));
  }
}

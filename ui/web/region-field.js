/** The field that takes the name of a region. */

import { button, el, fill } from './dom.js';
import { language, words } from './language.js';
import { regionLabel } from './taxonomy.js';

const PICKED = new Set([undefined, 'insertReplacementText']); // how browsers report a list choice

export class RegionField {
  #taxonomy;
  #on;
  #input = el('input', {
    class: 'region-input',
    type: 'text',
    autocomplete: 'off',
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
  #names = el('datalist');
  #problem = el('div', { class: 'field-problem', role: 'alert' });
  #label = el('label', { class: 'tray-title' });
  #button = button({ class: 'quiet', onclick: () => this.#add() });
  element = el(
    'div',
    { class: 'region-field' },
    this.#label,
    el('div', { class: 'region-row' }, this.#input, this.#names, this.#button),
    this.#problem,
  );

  /**
   * @param {string} id of the input, unique on the page
   * @param {import('./taxonomy.js').Taxonomy} taxonomy
   * @param {object} on
   * @param {(code: string) => string | void} on.add takes a region, or says why it does not
   * @param {() => string} on.label
   * @param {() => string} [on.action] what the button says
   */
  constructor(id, taxonomy, on) {
    this.#taxonomy = taxonomy;
    this.#on = on;
    const attributes = { id, list: `${id}-names`, 'aria-describedby': `${id}-problem` };
    for (const [name, value] of Object.entries(attributes)) this.#input.setAttribute(name, value);
    this.#input.dataset['test'] = id;
    this.#button.dataset['test'] = `add-${id}`;
    this.#label.htmlFor = id;
    this.#names.id = `${id}-names`;
    this.#problem.id = `${id}-problem`;
    this.draw();
  }

  focus() {
    this.#input.focus();
  }

  /**
   * Treat a text as if it had been typed: take the region it names, or say why not.
   *
   * @param {string} text
   */
  propose(text) {
    this.#input.value = text;
    this.#add();
  }

  draw() {
    this.#label.textContent = this.#on.label();
    this.#input.placeholder = words().regionPlaceholder;
    this.#button.textContent = this.#on.action?.() ?? words().addRegion;
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
      this.#take(region.code);
    } else if (region) {
      this.#complain(words().regionWhich, ...[region, ...others].map((one) => this.#choice(one)));
    } else {
      this.#complain(words().regionUnknown(typed));
    }
  }

  /** @param {string} code */
  #take(code) {
    const refused = this.#on.add(code);
    if (!refused) this.#input.value = '';
    this.#complain(refused || '');
  }

  /** @param {import('./taxonomy.js').Region} region */
  #choice(region) {
    return button(
      {
        class: 'chip',
        onclick: () => {
          this.#take(region.code);
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

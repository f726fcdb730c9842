/** Where two to five regions and a pillar are chosen to be compared. */

import { button, byId, el, fill, keepingFocus } from './dom.js';
import { icon } from './icons.js';
import { words } from './language.js';
import { RegionField } from './region-field.js';

export const FEWEST = 2; // regions
export const MOST = 5;

/** Sends `change` when a choice is made. */
export class CompareTray extends EventTarget {
  #element = byId('compare-tray', HTMLElement);
  #chosen = el('div', { class: 'chips', role: 'group' });
  #pillars = el('div', { class: 'chips', role: 'group', 'aria-labelledby': 'compare-pillars' });
  #pillarsTitle = el('p', { class: 'tray-title', id: 'compare-pillars' });
  #hint = el('p', { class: 'quiet-text', 'aria-live': 'polite', 'data-test': 'compare-hint' });
  #taxonomy;
  #field;
  /** @type {Set<string>} codes */
  #regions = new Set();
  /** @type {string | null} */
  #pillar = null;

  /** @param {import('./taxonomy.js').Taxonomy} taxonomy */
  constructor(taxonomy) {
    super();
    this.#taxonomy = taxonomy;
    this.#field = new RegionField('compare-region', taxonomy, {
      add: (code) => this.#add(code),
      label: () => words().compareRegions,
    });
    this.#element.append(
      this.#field.element,
      this.#chosen,
      el('div', {}, this.#pillarsTitle, this.#pillars),
      this.#hint,
    );
    this.draw();
  }

  set hidden(/** @type {boolean} */ hidden) {
    this.#element.hidden = hidden;
  }

  /** What is chosen so far. */
  get values() {
    return { regions: [...this.#regions], pillar: this.#pillar };
  }

  /**
   * Whether a comparison can be made of it.
   *
   * @param {string} question may be empty where a pillar is chosen
   */
  isReady(question) {
    const size = this.#regions.size;
    return size >= FEWEST && size <= MOST && (this.#pillar !== null || question !== '');
  }

  focus() {
    this.#field.focus();
  }

  draw() {
    this.#field.draw();
    this.#pillarsTitle.textContent = words().comparePillar;
    this.#chosen.setAttribute('aria-label', words().compareRegions);
    this.#chosen.hidden = !this.#regions.size;
    keepingFocus(this.#element, () => {
      fill(this.#chosen, ...[...this.#regions].map((code) => this.#regionChip(code)));
      fill(this.#pillars, ...this.#taxonomy.pillars.map((pillar) => this.#pillarChip(pillar)));
    });
    const missing = FEWEST - this.#regions.size;
    this.#hint.textContent = missing > 0 ? words().compareMore(missing) : words().compareAbout;
  }

  /** @param {string} code */
  #add(code) {
    if (this.#regions.size >= MOST && !this.#regions.has(code)) return words().compareMost(MOST);
    this.#regions.add(code);
    this.#changed();
    return '';
  }

  /** @param {string} code */
  #regionChip(code) {
    const name = this.#taxonomy.regionName(code);
    return button(
      {
        class: 'chip active',
        'data-test': 'compared-region',
        'data-key': `compared-${code}`,
        'aria-label': words().compareRemove(name),
        onclick: () => {
          this.#regions.delete(code);
          this.#changed();
          this.#field.focus();
        },
      },
      name,
      icon('close'),
    );
  }

  /** @param {import('./api.js').Pillar} pillar */
  #pillarChip(pillar) {
    const pressed = pillar.id === this.#pillar;
    return button(
      {
        class: 'chip pillar',
        'data-pillar': pillar.id,
        'data-test': 'compare-pillar',
        'data-key': `compare-pillar-${pillar.id}`,
        'aria-pressed': String(pressed),
        onclick: () => {
          this.#pillar = pressed ? null : pillar.id;
          this.#changed();
        },
      },
      icon(pressed ? 'check' : pillar.id),
      this.#taxonomy.pillarName(pillar.id),
    );
  }

  #changed() {
    this.draw();
    this.dispatchEvent(new Event('change'));
  }
}

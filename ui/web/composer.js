/** Where a question is written and sent, with its filters. */

import { button, byId, el, fill, keepingFocus } from './dom.js';
import { icon } from './icons.js';
import { words } from './language.js';
import { pillarChip } from './pillar-chip.js';
import { RegionField } from './region-field.js';

/**
 * @typedef {import('./filters.js').Filters} Filters
 * @typedef {import('./taxonomy.js').Taxonomy} Taxonomy
 */

const SHORTEST = 2; // characters that the service takes for a question
const GROWS_BY_ITSELF = CSS.supports('field-sizing', 'content');

export class Composer {
  #form = byId('composer', HTMLFormElement);
  #question = byId('question', HTMLTextAreaElement);
  #active = byId('active-filters', HTMLElement);
  #tray = byId('filter-tray', HTMLElement);
  #filterButton = byId('filter-button', HTMLButtonElement);
  #send = byId('send', HTMLButtonElement);
  #stop = byId('stop', HTMLButtonElement);
  #trayPillars = el('div', { class: 'chips' });
  #filters;
  #taxonomy;
  #region;
  #onSend;

  /**
   * @param {Filters} filters
   * @param {Taxonomy} taxonomy
   * @param {{send: (question: string) => void, stop: () => void}} on
   */
  constructor(filters, taxonomy, on) {
    this.#filters = filters;
    this.#taxonomy = taxonomy;
    this.#onSend = on.send;
    this.#region = new RegionField(filters, taxonomy);
    this.#tray.append(this.#trayPillars, this.#region.element);
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.#question.addEventListener('input', () => this.#typed());
    this.#question.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#submit();
    });
    this.#stop.addEventListener('click', on.stop);
    this.#filterButton.addEventListener('click', () => this.#toggleTray());
    this.#filterButton.prepend(icon('filter'));
    this.#send.prepend(icon('send'));
    this.#stop.prepend(icon('stop'));
    filters.addEventListener('change', () => this.draw());
    this.busy = false;
    this.draw();
  }

  /** While an answer comes in, the send button gives way to the stop button. */
  set busy(/** @type {boolean} */ busy) {
    const held = document.activeElement === (busy ? this.#send : this.#stop);
    this.#send.hidden = busy;
    this.#stop.hidden = !busy;
    if (held) (busy ? this.#stop : this.#question).focus();
    this.#typed();
  }

  focus() {
    this.#question.focus();
  }

  /** Redraw after a change of language, filters or taxonomy. */
  draw() {
    this.#question.placeholder = words().questionPlaceholder;
    keepingFocus(this.#form, () => {
      fill(this.#trayPillars, ...this.#taxonomy.pillars.map((one) => pillarChip(one, this.#filters)));
      this.#drawActive();
    });
    this.#region.draw();
  }

  #drawActive() {
    const filters = this.#filters;
    const chips = [
      ...filters.values.pillars.map((id) =>
        this.#activeChip(this.#taxonomy.pillarName(id), id, () => filters.togglePillar(id)),
      ),
      ...filters.values.regions.map((code) =>
        this.#activeChip(this.#taxonomy.regionName(code), code, () => filters.removeRegion(code)),
      ),
    ];
    this.#active.hidden = !chips.length;
    fill(
      this.#active,
      ...chips,
      chips.length > 1 &&
        button(
          {
            class: 'link-like',
            'data-test': 'clear-filters',
            onclick: () => {
              filters.clear();
              this.#question.focus();
            },
          },
          words().clearFilters,
        ),
    );
  }

  /**
   * @param {string} name
   * @param {string} key
   * @param {() => void} remove
   */
  #activeChip(name, key, remove) {
    return button(
      {
        class: 'chip active',
        'data-test': 'active-filter',
        'data-key': `active-${key}`,
        'aria-label': words().removeFilter(name),
        onclick: () => {
          remove();
          this.#question.focus();
        },
      },
      name,
      icon('close'),
    );
  }

  #toggleTray() {
    this.#tray.hidden = !this.#tray.hidden;
    this.#filterButton.setAttribute('aria-expanded', String(!this.#tray.hidden));
  }

  #submit() {
    const question = this.#question.value.trim();
    if (question.length < SHORTEST || this.#send.hidden) return;
    this.#question.value = '';
    this.#typed();
    if (!this.#tray.hidden) this.#toggleTray();
    // The keyboard of a phone would cover the answer.
    if (matchMedia('(pointer: coarse)').matches) this.#question.blur();
    this.#onSend(question);
  }

  #typed() {
    this.#send.disabled = this.#question.value.trim().length < SHORTEST;
    if (GROWS_BY_ITSELF) return;
    this.#question.style.height = 'auto';
    this.#question.style.height = `${this.#question.scrollHeight}px`;
  }
}

/** Where a question is written and sent, with its filters; or regions are chosen to compare. */

import { CompareTray } from './compare-tray.js';
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
  #compareButton = byId('compare-button', HTMLButtonElement);
  #comparing = false;
  #trayPillars = el('div', { class: 'chips' });
  #filters;
  #taxonomy;
  #region;
  #compare;
  #on;

  /**
   * @param {Filters} filters
   * @param {Taxonomy} taxonomy
   * @param {object} on
   * @param {(question: string) => void} on.send
   * @param {(chosen: {regions: string[], pillar: string | null}, question: string) => void} on.compare
   * @param {() => void} on.stop
   */
  constructor(filters, taxonomy, on) {
    this.#filters = filters;
    this.#taxonomy = taxonomy;
    this.#on = on;
    this.#region = new RegionField('region', taxonomy, {
      add: (code) => filters.addRegion(code),
      label: () => words().regionLabel,
    });
    this.#compare = new CompareTray(taxonomy);
    this.#compare.addEventListener('change', () => this.#typed());
    this.#compareButton.addEventListener('click', () => {
      this.#setComparing(!this.#comparing);
      if (this.#comparing) this.#compare.focus();
      else this.#question.focus();
    });
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
    if (held) (busy ? this.#stop : this.#question).focus({ preventScroll: true });
    this.#typed();
  }

  set hidden(/** @type {boolean} */ hidden) {
    this.#form.hidden = hidden;
  }

  focus() {
    this.#question.focus({ preventScroll: true }); // it stays in sight by itself
  }

  /** Redraw after a change of language, filters or taxonomy. */
  draw() {
    this.#drawMode();
    this.#compare.draw();
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
    this.#active.hidden = !chips.length || this.#comparing;
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

  /** @param {boolean} comparing */
  #setComparing(comparing) {
    this.#comparing = comparing;
    if (!this.#tray.hidden) this.#toggleTray();
    this.draw();
    this.#typed();
  }

  #drawMode() {
    const comparing = this.#comparing;
    this.#compareButton.setAttribute('aria-expanded', String(comparing));
    this.#compareButton.setAttribute('aria-label', words()[comparing ? 'compareEnd' : 'compare']);
    fill(
      this.#compareButton,
      icon(comparing ? 'close' : 'compare'),
      words()[comparing ? 'compareEnd' : 'compareShort'],
    );
    this.#compare.hidden = !comparing;
    this.#filterButton.hidden = comparing;
    this.#question.placeholder = comparing
      ? words().comparePlaceholder
      : words().questionPlaceholder;
    const label = this.#send.querySelector('span');
    if (label) label.textContent = comparing ? words().compareSend : words().send;
  }

  #toggleTray() {
    this.#tray.hidden = !this.#tray.hidden;
    this.#filterButton.setAttribute('aria-expanded', String(!this.#tray.hidden));
  }

  #submit() {
    const question = this.#question.value.trim();
    if (!this.#isReady(question) || this.#send.hidden) return;
    this.#question.value = '';
    this.#typed();
    if (!this.#tray.hidden) this.#toggleTray();
    // The keyboard of a phone would cover the answer.
    if (matchMedia('(pointer: coarse)').matches) this.#question.blur();
    if (this.#comparing) {
      this.#setComparing(false); // the columns need the room
      this.#on.compare(this.#compare.values, question);
    } else this.#on.send(question);
  }

  /** @param {string} question */
  #isReady(question) {
    if (this.#comparing) return this.#compare.isReady(question);
    return question.length >= SHORTEST;
  }

  #typed() {
    this.#send.disabled = !this.#isReady(this.#question.value.trim());
    if (GROWS_BY_ITSELF) return;
    this.#question.style.height = 'auto';
    this.#question.style.height = `${this.#question.scrollHeight}px`;
  }
}

/** The view that takes a region and shows its coverage and its binder. */

import { binderHash } from './address.js';
import { Problem, fetchBinder, fetchCoverage } from './api.js';
import { binderCard, binderSummary } from './binder.js';
import { coverageCard, regionLinks } from './coverage.js';
import { button, byId, el, fill, keepingFocus } from './dom.js';
import { icon } from './icons.js';
import { language, words } from './language.js';
import { problem, working } from './messages.js';
import { RegionField } from './region-field.js';

/**
 * @typedef {import('./address.js').BinderAddress} BinderAddress
 * @typedef {import('./types.js').Binder} Binder
 * @typedef {import('./types.js').Coverage} Coverage
 * @typedef {import('./types.js').Language} Language
 * @typedef {import('./types.js').ProblemData} ProblemData
 * @typedef {import('./types.js').Target} Target
 *
 * @typedef {{region: string, rubric: string | null, language: Language}} Asked `region` is a code,
 *   or empty for the regions to choose from
 */

const OFFERED = 12; // regions to begin with

export class BinderView {
  #element = byId('binder', HTMLElement);
  #title = el('h2', { class: 'view-title', tabindex: -1 });
  #intro = el('p', { class: 'welcome-text' });
  #body = el('div', { class: 'binder-body', 'data-test': 'binder-body' });
  #field;
  #taxonomy;
  #on;
  /** @type {BinderAddress | null} null while something else is shown */
  #address = null;
  /** @type {Asked | null} */
  #asked = null;
  /** @type {Coverage | null} */
  #coverage = null;
  /** @type {Binder | null} */
  #binder = null;
  /** @type {ProblemData | null} */
  #problem = null;
  /** @type {ProblemData | null} why the regions could not be had */
  failed = null;
  #isLoading = false;
  #loading = new AbortController();

  /**
   * @param {import('./taxonomy.js').Taxonomy} taxonomy
   * @param {object} on
   * @param {(target: Target, cardId: string, key: string) => void} on.open
   * @param {(text: string) => void} on.announce
   * @param {() => void} on.drawn
   * @param {() => void} on.reload fetches the regions again
   */
  constructor(taxonomy, on) {
    this.#taxonomy = taxonomy;
    this.#on = on;
    this.#field = new RegionField('binder-region', taxonomy, {
      add: (code) => this.#choose(code),
      label: () => words().regionLabel,
      action: () => words().binderAction,
    });
    this.#element.append(this.#title, this.#intro, this.#field.element, this.#body);
  }

  /** What the window is to be called. */
  get title() {
    return this.#binder?.title ?? words().binderTitle;
  }

  focus() {
    this.#field.focus();
  }

  /** @param {BinderAddress | null} address null to hide the view */
  show(address) {
    this.#address = address;
    this.#element.hidden = !address;
    if (address) this.draw();
    else this.#forget();
  }

  /** Redraw after a change of address, language or taxonomy; fetches what is not there yet. */
  draw() {
    if (!this.#address) return;
    this.#title.textContent = words().binderTitle;
    this.#intro.textContent = words().binderIntro;
    this.#field.draw();
    const { region, rubric } = this.#address;
    if (this.#taxonomy.regions.length) {
      this.#ask({ region: this.#codeOf(region), rubric, language: language() });
    }
    this.#drawBody();
  }

  /**
   * @param {string} text
   * @returns {string} empty where it names no region, or several, and the field says so
   */
  #codeOf(text) {
    const [region, ...others] = this.#taxonomy.findRegions(text);
    if (region && !others.length) return region.code;
    this.#field.propose(text);
    return '';
  }

  /** @param {string} code */
  #choose(code) {
    location.hash = binderHash({ region: code, rubric: this.#address?.rubric ?? null });
  }

  #forget() {
    this.#loading.abort();
    this.#asked = this.#coverage = this.#binder = this.#problem = null;
    this.#isLoading = false;
  }

  /** @param {Asked} asked */
  async #ask(asked) {
    if (JSON.stringify(asked) === JSON.stringify(this.#asked)) return;
    // Another year or language of a region takes the place of what is shown once it is there.
    if (asked.region !== this.#asked?.region) {
      this.#forget();
      scrollTo({ top: 0 });
    }
    this.#loading.abort();
    this.#asked = asked;
    this.#problem = null;
    this.#isLoading = true;
    const controller = new AbortController();
    this.#loading = controller;
    try {
      await this.#load(asked, controller.signal);
    } catch (error) {
      if (controller.signal.aborted) return;
      if (!(error instanceof Problem)) throw error;
      this.#binder = null;
      this.#problem = error.data;
      this.#on.announce(words().binderFailed.title);
    }
    if (controller.signal.aborted) return;
    this.#isLoading = false;
    this.#drawBody();
  }

  /**
   * @param {Asked} asked
   * @param {AbortSignal} signal
   */
  async #load(asked, signal) {
    const covering = fetchCoverage(asked.region || null, asked.language, signal);
    if (!asked.region) {
      this.#coverage = await covering;
      return;
    }
    this.#on.announce(words().binderWaiting(this.#taxonomy.regionName(asked.region)));
    const [, binder] = await Promise.all([
      covering.then((coverage) => {
        if (signal.aborted) return;
        this.#coverage = coverage;
        this.#drawBody();
      }),
      fetchBinder(asked, signal),
    ]);
    if (signal.aborted) return;
    this.#binder = binder;
    this.#on.announce(`${binder.title}. ${binderSummary(binder)}`);
  }

  #drawBody() {
    this.#body.setAttribute('aria-busy', String(this.#isLoading));
    const unfolded = [...this.#body.querySelectorAll('details[open]')].map(keyOf);
    const held = this.#body.contains(document.activeElement);
    keepingFocus(this.#body, () => fill(this.#body, ...this.#parts()));
    for (const node of this.#body.querySelectorAll('details')) {
      node.open = unfolded.includes(keyOf(node));
    }
    if (held && !this.#body.contains(document.activeElement)) {
      this.#title.focus({ preventScroll: true }); // what had the keyboard is gone
    }
    this.#on.drawn();
  }

  #parts() {
    if (!this.#taxonomy.regions.length) {
      return [this.failed ? this.#failure(this.failed) : working(words().binderRegions)];
    }
    const region = this.#asked?.region;
    return [
      this.#isLoading && working(this.#waiting(region)),
      this.#problem && this.#failure(this.#problem),
      region ? this.#coverageOf(region) : this.#offered(),
      this.#binder && binderCard(this.#binder, { open: this.#openCitation, announce: this.#on.announce }),
    ];
  }

  /** @param {string | undefined} region */
  #waiting(region) {
    return region ? words().binderWaiting(this.#taxonomy.regionName(region)) : words().binderRegions;
  }

  /** @param {string} region */
  #coverageOf(region) {
    const row = this.#coverage?.regions.find((one) => one.region === region);
    if (!this.#coverage || !row) return null;
    return coverageCard(this.#coverage, row, {
      pillarName: (id) => this.#taxonomy.pillarName(id),
      open: ({ document_id, title }, key) => this.#open({ document_id, title, citation: null }, key),
    });
  }

  /** The regions that most is known of, while none is chosen. */
  #offered() {
    if (!this.#coverage) return null;
    const rows = [...this.#coverage.regions].sort((one, other) => other.documents - one.documents);
    return el(
      'section',
      { class: 'offered', 'data-test': 'binder-empty' },
      el('h3', { class: 'label' }, rows.length ? words().binderOffered(rows.length) : words().binderNoRegions),
      regionLinks(rows.slice(0, OFFERED)),
    );
  }

  /** @param {ProblemData} data */
  #failure(data) {
    const made = problem(data, words().binderFailed);
    made.setAttribute('role', 'alert');
    const again = () => {
      this.#asked = null;
      if (this.#taxonomy.regions.length) this.draw();
      else this.#on.reload();
    };
    made.lastElementChild?.append(
      button({ class: 'quiet', 'data-test': 'retry', onclick: again }, icon('retry'), words().retry),
    );
    return made;
  }

  /**
   * @param {import('./types.js').Citation} citation
   * @param {string} key
   */
  #openCitation = (citation, key) => {
    const { document_id, title } = citation;
    this.#open({ document_id, title, citation }, key);
  };

  /**
   * @param {Target} target
   * @param {string} key
   */
  #open(target, key) {
    this.#on.open(target, this.#element.id, key);
  }
}

/** @param {Element} node */
function keyOf(node) {
  return node.getAttribute('data-key');
}

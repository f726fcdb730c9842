/** What answers are limited to: pillars and regions. */

/**
 * @typedef {import('./types.js').FilterValues} FilterValues
 */

/** Sends `change` whenever a filter comes or goes. */
export class Filters extends EventTarget {
  /** @type {Set<string>} */
  pillars = new Set();
  /** @type {Set<string>} */
  regions = new Set();

  get size() {
    return this.pillars.size + this.regions.size;
  }

  /** @returns {FilterValues} */
  get values() {
    return { pillars: [...this.pillars], regions: [...this.regions] };
  }

  /** @param {string} id */
  togglePillar(id) {
    if (!this.pillars.delete(id)) this.pillars.add(id);
    this.#changed();
  }

  /** @param {string} code */
  addRegion(code) {
    this.regions.add(code);
    this.#changed();
  }

  /** @param {string} code */
  removeRegion(code) {
    this.regions.delete(code);
    this.#changed();
  }

  clear() {
    this.pillars.clear();
    this.regions.clear();
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}

/** @returns {FilterValues} */
export function noFilters() {
  return { pillars: [], regions: [] };
}

/** @param {FilterValues} values */
export function isFiltered(values) {
  return values.pillars.length + values.regions.length > 0;
}

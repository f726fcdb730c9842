/** The pillars and regions, by the names that people read. */

import { fetchPillars, fetchRegions } from './api.js';
import { language } from './language.js';

/**
 * @typedef {import('./api.js').Pillar} Pillar
 * @typedef {import('./api.js').Region} Region
 */

export class Taxonomy {
  /** @type {Pillar[]} */
  pillars = [];
  /** @type {Region[]} */
  regions = [];

  /** @throws {import('./api.js').Problem} */
  async loadPillars() {
    this.pillars = await fetchPillars();
  }

  /** @throws {import('./api.js').Problem} */
  async loadRegions() {
    this.regions = await fetchRegions();
  }

  /** @param {string} id */
  pillarName(id) {
    return this.pillars.find((pillar) => pillar.id === id)?.name[language()] ?? id;
  }

  /** @param {string} code */
  regionName(code) {
    const region = this.regions.find((one) => one.code === code);
    return region ? regionLabel(region) : code;
  }

  /**
   * The regions that a person may mean: all of that name when the kind is left out.
   *
   * @param {string} text a code, with or without its dot, or a name with or without its kind, in
   *   either language
   */
  findRegions(text) {
    const wanted = folded(text);
    const exact = this.regions.filter((region) =>
      [region.code, region.code.replace('.', ''), region.label, region.label_en].some(
        (name) => name && folded(name) === wanted,
      ),
    );
    return exact.length ? exact : this.regions.filter((region) => folded(region.name) === wanted);
  }
}

/** @param {Region} region */
export function regionLabel(region) {
  return (language() === 'en' ? region.label_en : region.label) ?? region.name;
}

/** @param {string} text */
function folded(text) {
  return text.toLowerCase().replace(/^kab(?:\.|\s)\s*/, 'kabupaten').replace(/[^\p{L}\p{N}.]+/gu, '');
}

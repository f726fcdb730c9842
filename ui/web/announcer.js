/** Tells screen readers what changes, without reading anything twice. */

import { byId, el } from './dom.js';

const FORGET = 20_000; // ms; by then it was read, and browsing must not find it again

export class Announcer {
  #region = byId('announcements', HTMLElement);

  /**
   * @param {string} text
   * @param {string} [lang]
   */
  say(text, lang) {
    if (!text) return;
    const line = el('p', { lang }, text);
    this.#region.append(line);
    setTimeout(() => line.remove(), FORGET);
  }
}

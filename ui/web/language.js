/** The language that the page speaks: chosen, remembered, or the browser's. */

import { STRINGS } from './strings.js';

/** @typedef {import('./types.js').Language} Language */

const KEY = 'pilar.language';

/** @type {Language} */
let current = remembered() ?? preferred();

/** @returns {Language} */
export function language() {
  return current;
}

/** What the page says, in the current language. */
export function words() {
  return STRINGS[current];
}

/** @param {Language} next */
export function setLanguage(next) {
  current = next;
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // Storage may be switched off; the choice then lasts as long as the page.
  }
  applyLanguage();
  document.dispatchEvent(new Event('pilar:language'));
}

/** @param {() => void} listener called after each change */
export function onLanguage(listener) {
  document.addEventListener('pilar:language', listener);
}

/** Write the current language into the markup that index.html brought along. */
export function applyLanguage() {
  const say = /** @type {Record<string, any>} */ (words());
  document.documentElement.lang = current;
  document.title = words().title;
  for (const node of document.querySelectorAll('[data-text]')) {
    node.textContent = say[node.getAttribute('data-text') ?? ''];
  }
  for (const node of document.querySelectorAll('[data-label]')) {
    node.setAttribute('aria-label', say[node.getAttribute('data-label') ?? '']);
  }
}

/** @returns {Language | null} */
function remembered() {
  try {
    const stored = localStorage.getItem(KEY);
    return stored === 'id' || stored === 'en' ? stored : null;
  } catch {
    return null;
  }
}

/** @returns {Language} Indonesian unless the browser asks for English and not for Indonesian */
function preferred() {
  const tags = navigator.languages.map((tag) => tag.toLowerCase().split('-')[0]);
  return tags.find((tag) => tag === 'id' || tag === 'in' || tag === 'en') === 'en' ? 'en' : 'id';
}

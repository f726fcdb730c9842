/** Making elements without markup: whatever a server says can only become text. */

import { icon } from './icons.js';
import { words } from './language.js';

/** @typedef {Node | string | number | null | undefined | false} Child */
/** @typedef {string | number | boolean | null | undefined | ((event: any) => void)} Prop */

/**
 * Make an element.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, Prop>} props attributes; `onclick` and the like take functions;
 *   false, null and undefined leave an attribute out
 * @param {...Child} children strings become text nodes
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') {
      node.addEventListener(name.slice(2), value);
    } else if (value !== false && value !== null && value !== undefined) {
      node.setAttribute(name, value === true ? '' : String(value));
    }
  }
  node.append(...nodes(children));
  return node;
}

/**
 * @param {Child[]} children
 * @returns {(Node | string)[]}
 */
function nodes(children) {
  return children
    .filter((child) => child !== null && child !== undefined && child !== false)
    .map((child) => (child instanceof Node ? child : String(child)));
}

/**
 * Replace what a node holds.
 *
 * @param {Element} node
 * @param {...Child} children
 */
export function fill(node, ...children) {
  node.replaceChildren(...nodes(children));
}

/**
 * A button; what tells buttons apart after a redraw is `data-key`.
 *
 * @param {Record<string, Prop>} props
 * @param {...Child} children
 */
export function button(props, ...children) {
  return el('button', { type: 'button', ...props }, ...children);
}

/**
 * The address when it is one that a reader may follow, else null: no `javascript:`, no `data:`.
 *
 * @param {string | null | undefined} address
 */
export function webAddress(address) {
  if (!address) return null;
  try {
    const url = new URL(address, location.href);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
  } catch {
    return null;
  }
}

/**
 * A link that opens a new tab; only its text where the address is not a web address.
 *
 * @param {string | null | undefined} address
 * @param {Record<string, Prop>} props
 * @param {string} text
 */
export function link(address, props, text) {
  const href = webAddress(address);
  if (!href) return el('span', {}, text);
  const lastWord = text.slice(text.lastIndexOf(' ') + 1);
  return el(
    'a',
    { href, target: '_blank', rel: 'noopener noreferrer', ...props },
    text.slice(0, text.length - lastWord.length),
    el('span', { class: 'unbroken' }, lastWord, icon('external')),
    el('span', { class: 'unseen' }, ` ${words().newTab}`),
  );
}

/**
 * Redraw a part of the page and leave the keyboard where it was.
 *
 * @param {Element} root
 * @param {() => void} draw
 */
export function keepingFocus(root, draw) {
  const active = document.activeElement;
  const key = active && root.contains(active) ? active.getAttribute('data-key') : null;
  draw();
  if (key) findByKey(root, key)?.focus({ preventScroll: true });
}

/**
 * @param {Element} root
 * @param {string} key
 * @returns {HTMLElement | null}
 */
export function findByKey(root, key) {
  return root.querySelector(`[data-key="${CSS.escape(key)}"]`);
}

/**
 * The element of index.html with this id.
 *
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} type
 * @returns {T}
 */
export function byId(id, type) {
  const node = document.getElementById(id);
  if (!(node instanceof type)) throw new Error(`index.html has no ${type.name} #${id}`);
  return node;
}

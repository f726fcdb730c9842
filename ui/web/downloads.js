/** Buttons that save an answer, a comparison or a binder as a file with footnotes. */

import { Problem } from './api.js';
import { button, el, fill } from './dom.js';
import { icon } from './icons.js';
import { words } from './language.js';
import { technical } from './messages.js';

/** @typedef {import('./types.js').Format} Format */

/** @type {[Format, string][]} */
const FORMATS = [
  ['docx', 'Word'],
  ['md', 'Markdown'],
  ['csv', 'CSV'],
  ['json', 'JSON'],
];
const FREED_AFTER = 10_000; // ms; by then the browser has taken the file

/**
 * @param {(format: Format) => Promise<Blob>} fetchFile
 * @param {(text: string) => void} announce
 * @param {object} [options]
 * @param {string} [options.name] of the file, without its ending
 * @param {string} [options.gone] what is said where the service no longer has what is to be saved
 */
export function downloads(fetchFile, announce, { name = 'enam-pilar', gone } = {}) {
  const outcome = el('span', { class: 'download-problem', role: 'alert' });
  const buttons = FORMATS.map(([format, formatName]) => {
    const made = button(
      {
        class: 'segment',
        'data-test': 'download',
        'data-format': format,
        'data-key': `download-${format}`,
        'aria-label': words().downloadAs(formatName),
        onclick: () => take(format, made),
      },
      formatName,
    );
    return made;
  });
  /**
   * @param {Format} format
   * @param {HTMLElement} pressed
   */
  const take = async (format, pressed) => {
    if (pressed.ariaBusy) return;
    fill(outcome);
    pressed.ariaBusy = 'true';
    try {
      save(await fetchFile(format), `${name}.${format}`);
      announce(words().downloaded);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (gone && error.data.status === 404) fill(outcome, gone);
      else fill(outcome, words().downloadFailed, ' ', ...technical(error.data));
    } finally {
      pressed.ariaBusy = null;
    }
  };
  return el(
    'div',
    { class: 'downloads', role: 'group', 'aria-label': words().download },
    el('span', { class: 'downloads-label', 'aria-hidden': 'true' }, icon('download'), words().download),
    el('span', { class: 'segments' }, ...buttons),
    outcome,
  );
}

/**
 * @param {Blob} file
 * @param {string} name
 */
function save(file, name) {
  const href = URL.createObjectURL(file);
  const anchor = el('a', { href, download: name, hidden: true });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(href), FREED_AFTER);
}

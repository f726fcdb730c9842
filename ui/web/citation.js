/** The parts of a citation that several places show. */

import { formatDate } from './dates.js';
import { link, webAddress } from './dom.js';
import { words } from './language.js';

/**
 * @typedef {import('./types.js').Citation} Citation
 * @typedef {import('./types.js').Language} Language
 * @typedef {import('./types.js').Reference} Reference
 */

/**
 * Who published it, as far as its address tells: `aptika.kominfo.go.id`.
 *
 * @param {string | null} url
 */
export function publisher(url) {
  const address = webAddress(url);
  return address ? new URL(address).hostname.replace(/^www\./, '') : null;
}

/**
 * A short name for the place a statement comes from.
 *
 * @param {Citation} citation
 */
export function sourceName(citation) {
  const names = citation.references.map((reference) => reference.name).join(', ');
  return (citation.is_digest && names) || publisher(citation.url) || citation.title;
}

/** @param {Pick<Citation, 'page' | 'page_label'>} citation */
export function pageName({ page, page_label: label }) {
  if (!page) return null;
  return label && label !== String(page) ? words().pagePrinted(page, label) : words().page(page);
}

/**
 * Citations of one page of one document, which share an entry in a list of sources.
 *
 * @param {Citation[]} citations
 * @returns {[Citation, ...Citation[]][]}
 */
export function bySource(citations) {
  /** @type {Map<string, [Citation, ...Citation[]]>} */
  const groups = new Map();
  for (const citation of citations) {
    const key = JSON.stringify([citation.document_id, citation.version, citation.page]);
    const group = groups.get(key);
    if (group) group.push(citation);
    else groups.set(key, [citation]);
  }
  return [...groups.values()];
}

/**
 * The references of several citations, each once.
 *
 * @param {Citation[]} citations
 */
export function allReferences(citations) {
  const references = citations.flatMap((citation) => citation.references);
  return [...new Map(references.map((reference) => [reference.url, reference])).values()];
}

/**
 * The note of a digest with each source that it names made a link; sources that it does not
 * name follow.
 *
 * @param {string | null} note
 * @param {Reference[]} references
 * @param {Language} language of the dates
 * @returns {(Node | string)[]}
 */
export function linkedNote(note, references, language) {
  const stop = note?.endsWith('.') ? '.' : '';
  /** @type {(Node | string)[]} */
  const parts = note ? [note.slice(0, note.length - stop.length)] : [];
  // The longest first: "Kominfo" must not take its link inside "Ditjen Aptika Kominfo".
  const named = [...references]
    .sort((one, other) => other.name.length - one.name.length)
    .filter((reference) => linkInPlace(parts, reference));
  for (const reference of references.filter((one) => !named.includes(one))) {
    const date = formatDate(reference.date, language);
    parts.push(parts.length ? '; ' : '', referenceLink(reference), date ? ` (${date})` : '');
  }
  return [...parts, stop].filter((part) => part !== '');
}

/**
 * @param {(Node | string)[]} parts changed where it names the reference
 * @param {Reference} reference
 */
function linkInPlace(parts, reference) {
  const { name } = reference;
  const index = parts.findIndex((part) => typeof part === 'string' && part.includes(name));
  const text = parts[index];
  if (typeof text !== 'string') return false;
  const at = text.indexOf(name);
  parts.splice(index, 1, text.slice(0, at), referenceLink(reference), text.slice(at + name.length));
  return true;
}

/** @param {Reference} reference */
function referenceLink({ url, name }) {
  return link(url, { 'data-test': 'reference' }, name);
}

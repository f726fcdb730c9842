/** The service behind the page. */

import { readEvents } from './event-stream.js';

/**
 * @typedef {import('./types.js').Answer} Answer
 * @typedef {import('./types.js').Binder} Binder
 * @typedef {import('./types.js').BinderRequest} BinderRequest
 * @typedef {import('./types.js').Citation} Citation
 * @typedef {import('./types.js').Compared} Compared
 * @typedef {import('./types.js').Comparison} Comparison
 * @typedef {import('./types.js').Coverage} Coverage
 * @typedef {import('./types.js').FilterValues} FilterValues
 * @typedef {import('./types.js').Format} Format
 * @typedef {import('./types.js').Language} Language
 * @typedef {import('./types.js').ProblemData} ProblemData
 * @typedef {import('./types.js').Sentence} Sentence
 * @typedef {import('./types.js').SourceDocument} SourceDocument
 *
 * @typedef {{id: string, name: Record<Language, string>, definition?: Record<Language, string>}} Pillar
 * @typedef {{code: string, kind: string, name: string, label?: string, label_en?: string}} Region
 *
 * @typedef {{id: string, title: string, published: string | null}} FoundDocument
 *
 * @typedef {{event: 'status', value: {stage: string}}
 *   | {event: 'citation', value: Citation}
 *   | {event: 'sentence', value: Sentence}
 *   | {event: 'done', value: Answer}} AnswerEvent
 */

/** What went wrong, in a form that can be stored and shown in either language. */
export class Problem extends Error {
  /** @param {ProblemData} data */
  constructor(data) {
    super(data.detail || data.kind);
    this.data = data;
  }
}

/** @returns {Promise<Pillar[]>} in the official order */
export function fetchPillars() {
  return getJson('/v1/pillars');
}

/** @returns {Promise<Region[]>} */
export function fetchRegions() {
  return getJson('/v1/regions');
}

/**
 * @param {string} id
 * @param {string | null} version null for the newest
 * @param {AbortSignal} signal
 * @returns {Promise<SourceDocument>}
 */
export function fetchDocument(id, version, signal) {
  const query = version ? `?version=${encodeURIComponent(version)}` : '';
  return getJson(`/v1/documents/${encodeURIComponent(id)}${query}`, signal);
}

/**
 * The archived bytes of a document; browsers open a PDF at the page.
 *
 * @param {string} id
 * @param {string} version
 * @param {number | null} page
 */
export function fileAddress(id, version, page) {
  const file = `/v1/documents/${encodeURIComponent(id)}/file`;
  return `${file}?version=${encodeURIComponent(version)}${page ? `#page=${page}` : ''}`;
}

/**
 * The picture of a cited page, with the quote marked.
 *
 * @param {import('./types.js').Citation & {page: number}} citation
 */
export function pictureAddress({ document_id: id, version, page, quote, start }) {
  const asked = new URLSearchParams({ version, start: String(start), quote: quote.slice(0, 4000) });
  return `/v1/documents/${encodeURIComponent(id)}/pages/${page}.png?${asked}`;
}

/**
 * Regions side by side.
 *
 * @param {Compared} request
 * @param {AbortSignal} signal
 * @returns {Promise<Comparison>}
 * @throws {Problem}
 */
export async function fetchComparison(request, signal) {
  const response = await send('/v1/compare', { ...posted(request), signal });
  return parse(await response.text().catch(() => Promise.reject(broken())));
}

/**
 * The same comparison as a file.
 *
 * @param {Compared} request
 * @param {Format} format
 * @throws {Problem}
 */
export async function fetchComparisonFile(request, format) {
  const response = await send('/v1/compare', posted({ ...request, format }));
  return response.blob().catch(() => Promise.reject(broken()));
}

/**
 * The evidence on one region for each pillar and dimension of an evaluation.
 *
 * @param {BinderRequest} request
 * @param {AbortSignal} signal
 * @returns {Promise<Binder>}
 * @throws {Problem}
 */
export function fetchBinder(request, signal) {
  return getJson(binderPath(request), signal);
}

/**
 * The same binder as a file.
 *
 * @param {BinderRequest} request
 * @param {Format} format
 * @throws {Problem}
 */
export async function fetchBinderFile(request, format) {
  const response = await send(`${binderPath(request)}&format=${format}`, {});
  return response.blob().catch(() => Promise.reject(broken()));
}

/** @param {BinderRequest} request */
function binderPath({ region, rubric, language }) {
  const asked = new URLSearchParams({ language, ...(rubric ? { rubric } : {}) });
  return `/v1/regions/${encodeURIComponent(region)}/binder?${asked}`;
}

/**
 * The documents on a sub-dimension, the best first.
 *
 * @param {import('./types.js').Topic} topic
 * @param {Language} readIn
 * @returns {Promise<FoundDocument[]>}
 * @throws {Problem}
 */
export async function fetchDocumentsOn({ id, name }, readIn) {
  const asked = new URLSearchParams({ q: name, dimension: id, language: readIn, k: '10' });
  const { hits } = await getJson(`/v1/search?${asked}`);
  /** @type {FoundDocument[]} */
  const documents = hits.map((/** @type {{document: FoundDocument}} */ hit) => hit.document);
  return [...new Map(documents.map((one) => [one.id, one])).values()];
}

/**
 * What there is by region, pillar and year, and what is missing.
 *
 * @param {string | null} region code, a province with all that it holds; null for all regions
 *   that have documents
 * @param {Language} language
 * @param {AbortSignal} signal
 * @returns {Promise<Coverage>}
 * @throws {Problem}
 */
export function fetchCoverage(region, language, signal) {
  const asked = new URLSearchParams({ language, ...(region ? { region } : {}) });
  return getJson(`/v1/coverage?${asked}`, signal);
}

/**
 * An answer as a file.
 *
 * @param {string} answerId
 * @param {Format} format
 * @throws {Problem}
 */
export async function fetchAnswerFile(answerId, format) {
  const path = `/v1/answers/${encodeURIComponent(answerId)}/export?format=${format}`;
  const response = await send(path, {});
  return response.blob().catch(() => Promise.reject(broken()));
}

/**
 * Ask, and yield what the service says until its answer is whole.
 *
 * @param {object} request
 * @param {string} request.question
 * @param {FilterValues} request.filters
 * @param {string} [request.conversation_id] of an earlier answer, on which this one may lean
 * @param {boolean} [request.as_is] to take nothing from the question before
 * @param {AbortSignal} signal
 * @returns {AsyncGenerator<AnswerEvent>}
 * @throws {Problem}
 */
export async function* ask(request, signal) {
  const response = await send('/v1/ask', { ...posted({ ...request, stream: true }), signal });
  if (!response.body) throw broken();
  const events = readEvents(response.body);
  for (;;) {
    const next = await events.next().catch(() => Promise.reject(broken()));
    if (next.done) throw broken(); // the stream ended, and no `done` had come
    const { event, data } = next.value;
    const value = parse(data);
    if (event === 'error') throw fromProblem(value.status ?? 500, value);
    yield /** @type {AnswerEvent} */ ({ event, value });
    if (event === 'done') return;
  }
}

/**
 * @param {string} path
 * @param {AbortSignal} [signal]
 */
async function getJson(path, signal) {
  const response = await send(path, { headers: { Accept: 'application/json' }, signal });
  return parse(await response.text().catch(() => Promise.reject(broken())));
}

/**
 * @param {object} body
 * @returns {RequestInit}
 */
function posted(body) {
  return {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  };
}

/**
 * @param {string} path
 * @param {RequestInit} options
 */
async function send(path, options) {
  const response = await fetch(path, options).catch(() =>
    Promise.reject(new Problem({ kind: 'network', status: 0, detail: '' })),
  );
  if (!response.ok) throw fromProblem(response.status, await response.json().catch(() => null));
  return response;
}

/** @param {string} text */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw broken();
  }
}

function broken() {
  return new Problem({ kind: 'broken', status: 0, detail: '' });
}

/**
 * @param {number} status
 * @param {any} body problem+json, or anything that a proxy in between made of it
 */
function fromProblem(status, body) {
  const detail = [body?.detail, body?.title].find((text) => text && typeof text === 'string');
  return new Problem({ kind: 'http', status, detail: detail ?? '' });
}

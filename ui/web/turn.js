/** One question or comparison and its answer, as data. */

import { noFilters } from './filters.js';

/**
 * @typedef {import('./types.js').Compared} Compared
 * @typedef {import('./types.js').FilterValues} FilterValues
 * @typedef {import('./types.js').Language} Language
 * @typedef {import('./types.js').Turn} Turn
 * @typedef {import('./api.js').AnswerEvent} AnswerEvent
 */

/**
 * @param {string} question
 * @param {Language} language
 * @param {FilterValues} filters
 * @returns {Turn}
 */
export function newTurn(question, language, filters = noFilters()) {
  return { id: newId(), question, language, filters, ...unanswered() };
}

/**
 * @param {Compared} compared
 * @returns {Turn}
 */
export function newComparison(compared) {
  const { question, language } = compared;
  return { ...newTurn(question ?? '', language), compared };
}

function newId() {
  return `turn-${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`;
}

/** @returns {Pick<Turn, 'state' | 'sentences' | 'citations' | 'answer' | 'comparison' | 'problem'>} */
export function unanswered() {
  return {
    state: 'searching',
    sentences: [],
    citations: [],
    answer: null,
    comparison: null,
    problem: null,
  };
}

/** @param {Turn} turn */
export function isRunning(turn) {
  return !['done', 'stopped', 'failed'].includes(turn.state);
}

/**
 * Let the turn grow by what the service said; a `done` replaces all that came before.
 *
 * @param {Turn} turn
 * @param {AnswerEvent} event
 */
export function grow(turn, { event, value }) {
  if (event === 'status') turn.state = stageOf(value.stage);
  if (event === 'citation') turn.citations.push(value);
  if (event === 'sentence') {
    turn.sentences.push(value);
    turn.state = 'answering';
  }
  if (event === 'done') {
    turn.answer = value;
    turn.state = 'done';
  }
}

/**
 * @param {string} stage one that this page does not know is searching to it
 * @returns {Turn['state']}
 */
function stageOf(stage) {
  return stage === 'writing' || stage === 'checking' ? stage : 'searching';
}

/** @param {Turn} turn what stands there now: the whole answer, or what has come so far */
export function told(turn) {
  return turn.answer ?? turn;
}

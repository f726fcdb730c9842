/** The card that shows regions side by side. */

import { fetchComparisonFile } from './api.js';
import { citedSentence } from './cited-sentence.js';
import { button, el, fill, keepingFocus } from './dom.js';
import { downloads } from './downloads.js';
import { icon } from './icons.js';
import { words } from './language.js';
import { message, problem, progress } from './messages.js';
import { sourceList } from './source-list.js';
import { isRunning } from './turn.js';

/**
 * @typedef {import('./answer.js').CardActions} CardActions
 * @typedef {import('./types.js').Citation} Citation
 * @typedef {import('./types.js').Column} Column
 * @typedef {import('./types.js').Comparison} Comparison
 * @typedef {import('./types.js').Sentence} Sentence
 * @typedef {import('./types.js').Turn} Turn
 */

export class ComparisonCard {
  #turn;
  #on;
  #title = el('h2', { class: 'question', 'data-test': 'asked', tabindex: -1 });
  #body = el('div', { class: 'answer', 'data-test': 'comparison' });
  element;

  /**
   * @param {Turn} turn
   * @param {CardActions} on
   */
  constructor(turn, on) {
    this.#turn = turn;
    this.#on = on;
    this.element = el('article', { class: 'turn wide', id: turn.id }, this.#title, this.#body);
    this.draw();
  }

  focus() {
    this.#title.focus({ preventScroll: true });
  }

  /** Show the turn as it is now. */
  draw() {
    const turn = this.#turn;
    this.#title.textContent = turn.comparison?.title ?? this.#on.comparedTitle(turn);
    this.#body.dataset['status'] = turn.state;
    this.#body.setAttribute('aria-busy', String(isRunning(turn)));
    keepingFocus(this.#body, () => fill(this.#body, ...this.#parts()));
  }

  #parts() {
    const turn = this.#turn;
    const found = turn.comparison;
    return [
      found && this.#columns(found),
      progress(turn),
      turn.problem && problem(turn.problem),
      turn.state === 'stopped' && message('info', 'stopped', words().stopped),
      found &&
        found.citations.length > 0 &&
        sourceList(found.citations, (citation, key) => this.#open(citation, key)),
      this.#actions(),
    ];
  }

  /** @param {Comparison} found */
  #columns(found) {
    return el(
      'div',
      { class: 'columns' },
      ...found.columns.map((column, index) => this.#column(found, column, index)),
    );
  }

  /**
   * @param {Comparison} found
   * @param {Column} column
   * @param {number} index
   */
  #column(found, column, index) {
    const id = `${this.#turn.id}-${column.region}`;
    const evidence = column.sentences.map((sentence, position) =>
      this.#sentence(found, sentence, `cite-${index}-${position}`),
    );
    return el(
      'section',
      {
        class: evidence.length ? 'column' : 'column empty',
        'aria-labelledby': id,
        'data-test': 'column',
        'data-region': column.region,
      },
      el('h3', { id }, column.label),
      ...evidence,
      !evidence.length &&
        el('p', { class: 'no-evidence', 'data-test': 'no-evidence' }, icon('not_found'), words().noEvidence),
      el('p', { class: 'searched' }, words().searched(column.searched)),
    );
  }

  /**
   * @param {Comparison} found
   * @param {Sentence} sentence
   * @param {string} key
   */
  #sentence(found, sentence, key) {
    return citedSentence(sentence, {
      citations: found.citations.filter(({ number }) => sentence.citations.includes(number)),
      language: found.language,
      key,
      open: (one, name) => this.#open(one, name),
    });
  }

  #actions() {
    const turn = this.#turn;
    if (isRunning(turn) || !turn.compared) return null;
    const request = turn.compared;
    return el(
      'div',
      { class: 'actions' },
      turn.comparison
        ? downloads((format) => fetchComparisonFile(request, format), this.#on.announce)
        : button(
            {
              class: 'quiet',
              'data-test': 'retry',
              onclick: () => {
                this.#on.retry(turn);
                this.focus(); // this button is about to go
              },
            },
            icon('retry'),
            words().retry,
          ),
    );
  }

  /**
   * @param {Citation} citation
   * @param {string} key
   */
  #open(citation, key) {
    const { document_id, title } = citation;
    this.#on.open({ document_id, title, citation }, this.#turn, key);
  }
}

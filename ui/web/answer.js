/** The card that shows one question and its answer. */

import { fetchAnswerFile } from './api.js';
import { asOf } from './cited-sentence.js';
import { claim } from './claims.js';
import { button, el, fill, keepingFocus } from './dom.js';
import { downloads } from './downloads.js';
import { disputedFigures, markFigures } from './figures.js';
import { isFiltered } from './filters.js';
import { toClipboard, withFootnotes } from './footnotes.js';
import { icon } from './icons.js';
import { words } from './language.js';
import { message, problem, progress } from './messages.js';
import { citationButton, sourceList } from './source-list.js';
import { topicList } from './topics.js';
import { isRunning, told } from './turn.js';
import { notes, verdict } from './verdict.js';

/**
 * @typedef {import('./types.js').Citation} Citation
 * @typedef {import('./types.js').Sentence} Sentence
 * @typedef {import('./types.js').Target} Target
 * @typedef {import('./types.js').Turn} Turn
 *
 * @typedef {object} CardActions
 * @property {(target: Target, turn: Turn, key: string) => void} open
 * @property {(turn: Turn) => void} retry
 * @property {(turn: Turn) => void} retryUnfiltered
 * @property {(turn: Turn) => void} retryAsWritten
 * @property {(text: string) => void} announce
 * @property {(turn: Turn) => string[]} filterNames
 * @property {(turn: Turn) => string} comparedTitle
 */

const CONFIRMED = 4000; // ms that "copied" stays

export class AnswerCard {
  #turn;
  #on;
  #shown = 0;
  #question = el('h2', { class: 'question', 'data-test': 'asked', tabindex: -1 });
  #filters = el('p', { class: 'question-filters' });
  #body = el('div', { class: 'answer', 'data-test': 'answer' });
  element;

  /**
   * @param {Turn} turn
   * @param {CardActions} on
   */
  constructor(turn, on) {
    this.#turn = turn;
    this.#on = on;
    this.element = el(
      'article',
      { class: 'turn', id: turn.id },
      this.#question,
      this.#filters,
      this.#body,
    );
    this.draw();
  }

  focus() {
    this.#question.focus({ preventScroll: true });
  }

  /** Show the turn as it is now. */
  draw() {
    const turn = this.#turn;
    const names = this.#on.filterNames(turn);
    this.#question.textContent = turn.question;
    this.#question.lang = turn.language;
    this.#filters.hidden = !names.length;
    this.#filters.textContent = words().filteredBy(names.join(', '));
    this.#body.dataset['status'] = turn.answer?.status ?? turn.state;
    this.#body.setAttribute('aria-busy', String(isRunning(turn)));
    keepingFocus(this.#body, () => fill(this.#body, ...this.#parts()));
    this.#shown = told(turn).sentences.length;
  }

  #parts() {
    const turn = this.#turn;
    const { sentences, citations } = told(turn);
    return [
      this.#understood(),
      turn.answer && verdict(turn.answer),
      sentences.length > 0 && this.#sentences(),
      turn.answer && notes(turn.answer),
      progress(turn),
      turn.problem && problem(turn.problem),
      turn.state === 'stopped' && message('info', 'stopped', words().stopped),
      sentences.length > 0 &&
        citations.length > 0 &&
        sourceList(citations, (citation, key) => this.#open(citation, key)),
      turn.answer && this.#suggestions(turn.answer.suggestions ?? []),
      turn.answer &&
        topicList(turn.answer.topics ?? [], turn.answer.language, (target, key) =>
          this.#on.open(target, turn, key),
        ),
      this.#actions(),
    ];
  }

  /** How a follow-up was understood, with the way back. */
  #understood() {
    const { answer, asIs } = this.#turn;
    if (!answer) return null;
    if (asIs) return el('p', { class: 'understood quiet-text' }, words().askedAsWritten);
    if (!answer.understood_as) return null;
    return el(
      'div',
      { class: 'understood', 'data-test': 'understood' },
      el(
        'p',
        {},
        el('span', { class: 'label' }, words().understoodAs),
        ' ',
        el('q', { lang: answer.language }, answer.understood_as),
      ),
      this.#retryButton(words().askAsWritten, 'undo', this.#on.retryAsWritten, 'undo'),
    );
  }

  #sentences() {
    const { sentences } = told(this.#turn);
    const claims = this.#turn.answer?.status === 'conflicting';
    const figures = claims ? disputedFigures(sentences.map(({ text }) => text)) : new Set();
    /** @type {HTMLElement[]} */
    const paragraphs = [];
    let previous = '';
    sentences.forEach((sentence, index) => {
      const origin = this.#cited(sentence)[0]?.document_id ?? '';
      const last = paragraphs.at(-1);
      const made = this.#sentence(sentence, index, figures);
      if (last && !claims && origin === previous) last.append(' ', ...made);
      else if (claims) paragraphs.push(claim(made, this.#cited(sentence)));
      else paragraphs.push(el('p', {}, ...made));
      previous = origin;
    });
    return el('div', { class: claims ? 'sentences claims' : 'sentences' }, ...paragraphs);
  }

  /**
   * @param {Sentence} sentence
   * @param {number} index
   * @param {Set<string>} figures that are to catch the eye
   */
  #sentence(sentence, index, figures) {
    const asked = this.#turn.answer?.language ?? sentence.language; // told when whole
    const numbers = this.#cited(sentence).map((citation) =>
      citationButton(citation, `cite-${index}-${citation.number}`, (one, key) =>
        this.#open(one, key),
      ),
    );
    /** @type {HTMLElement[]} */
    const parts = [
      el(
        'span',
        {
          class: index >= this.#shown ? 'sentence new' : 'sentence',
          lang: sentence.language,
          'data-test': 'sentence',
        },
        ...markFigures(sentence.text, figures),
      ),
      ...asOf(sentence),
      el('sup', { class: 'cites' }, ...numbers),
    ];
    if (sentence.language !== asked) {
      parts.push(
        el(
          'span',
          { class: 'badge foreign', 'data-test': 'other-language' },
          words().otherLanguage[sentence.language],
        ),
      );
    }
    return parts;
  }

  /** @param {Sentence} sentence */
  #cited(sentence) {
    return told(this.#turn).citations.filter(({ number }) => sentence.citations.includes(number));
  }

  /** @param {import('./types.js').Answer['suggestions']} suggestions */
  #suggestions(suggestions) {
    if (!suggestions.length) return null;
    const items = suggestions.map((suggestion, index) => {
      const key = `suggestion-${index}`;
      const target = { ...suggestion, citation: null };
      return el(
        'li',
        {},
        button(
          {
            class: 'suggestion',
            'data-test': 'suggestion',
            'data-key': key,
            onclick: () => this.#on.open(target, this.#turn, key),
          },
          icon('document'),
          suggestion.title,
        ),
      );
    });
    return el(
      'section',
      { class: 'suggestions' },
      el('h3', { class: 'label' }, words().nearest),
      el('ul', {}, ...items),
    );
  }

  #actions() {
    const turn = this.#turn;
    if (isRunning(turn)) return null;
    const failed = turn.state !== 'done';
    const { answer } = turn;
    const narrowed = turn.answer?.status === 'not_found' && isFiltered(turn.filters);
    const actions = [
      failed && this.#retryButton(words().retry, 'retry', this.#on.retry),
      told(turn).sentences.length > 0 && this.#copyButton(),
      answer &&
        downloads((format) => fetchAnswerFile(answer.id, format), this.#on.announce, {
          gone: words().answerGone,
        }),
      narrowed &&
        this.#retryButton(words().retryUnfiltered, 'retry-unfiltered', this.#on.retryUnfiltered),
    ].filter((action) => action);
    return actions.length > 0 && el('div', { class: 'actions' }, ...actions);
  }

  /**
   * @param {string} label
   * @param {string} test
   * @param {(turn: Turn) => void} again
   * @param {string} [iconName]
   */
  #retryButton(label, test, again, iconName = 'retry') {
    return button(
      {
        class: 'quiet',
        'data-test': test,
        onclick: () => {
          again(this.#turn);
          this.focus(); // this button is about to go
        },
      },
      icon(iconName),
      label,
    );
  }

  #copyButton() {
    const label = el('span', {}, words().copy);
    const made = button(
      { class: 'quiet', 'data-test': 'copy', 'data-key': 'copy', onclick: () => copy() },
      icon('copy'),
      label,
    );
    const copy = async () => {
      const copied = await toClipboard(withFootnotes(this.#turn));
      const outcome = copied ? words().copied : words().copyFailed;
      fill(made, icon(copied ? 'check' : 'warning'), outcome);
      made.dataset['copied'] = String(copied);
      this.#on.announce(outcome);
      setTimeout(() => {
        fill(made, icon('copy'), words().copy);
        delete made.dataset['copied'];
      }, CONFIRMED);
    };
    return made;
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

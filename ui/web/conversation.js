/** The questions of this tab and their answers. */

import { AnswerCard } from './answer.js';
import { Problem, ask, fetchComparison } from './api.js';
import { ComparisonCard } from './comparison.js';
import { byId } from './dom.js';
import { isFiltered, noFilters } from './filters.js';
import { language, words } from './language.js';
import { problemKind } from './messages.js';
import { grow, isRunning, newComparison, newTurn, unanswered } from './turn.js';
import { verdictWords } from './verdict.js';

/**
 * @typedef {import('./types.js').FilterValues} FilterValues
 * @typedef {import('./types.js').Target} Target
 * @typedef {import('./types.js').Turn} Turn
 */

const KEY = 'pilar.conversation';
const ID_KEY = 'pilar.conversation-id';

/** Sends `change` when turns come, go, start or end. */
export class Conversation extends EventTarget {
  /** @type {Turn[]} */
  #turns = [];
  /** @type {Map<string, AnswerCard | ComparisonCard>} */
  #cards = new Map();
  /** @type {string | null} by which the service knows what was asked before */
  #id = null;
  #element = byId('conversation', HTMLElement);
  /** @type {AbortController | null} */
  #running = null;
  #taxonomy;
  #announcer;
  #open;

  /**
   * @param {import('./taxonomy.js').Taxonomy} taxonomy
   * @param {import('./announcer.js').Announcer} announcer
   * @param {(target: Target, turn: Turn, key: string) => void} open
   */
  constructor(taxonomy, announcer, open) {
    super();
    this.#taxonomy = taxonomy;
    this.#announcer = announcer;
    this.#open = open;
    for (const turn of stored()) this.#add(turn);
    this.#id = storedId();
  }

  set hidden(/** @type {boolean} */ hidden) {
    this.#element.hidden = hidden;
  }

  get isEmpty() {
    return this.#turns.length === 0;
  }

  get isRunning() {
    return this.#running !== null;
  }

  /**
   * @param {string} question
   * @param {FilterValues} filters
   */
  ask(question, filters) {
    if (this.isRunning) return;
    const turn = newTurn(question, language(), filters);
    this.#add(turn);
    this.#run(turn);
    this.#bringUp(turn);
  }

  /**
   * @param {{regions: string[], pillar: string | null}} chosen
   * @param {string} question may be empty where a pillar is chosen
   */
  compare(chosen, question) {
    if (this.isRunning) return;
    const turn = newComparison({ ...chosen, question: question || null, language: language() });
    this.#add(turn);
    this.#run(turn);
    this.#bringUp(turn);
  }

  stop() {
    this.#running?.abort();
  }

  clear() {
    this.stop();
    this.#turns = [];
    this.#id = null;
    this.#cards.clear();
    this.#element.replaceChildren();
    this.#changed();
  }

  /** Redraw everything after a change of language or taxonomy. */
  draw() {
    for (const card of this.#cards.values()) card.draw();
  }

  /** @param {Turn} turn */
  #add(turn) {
    const Card = turn.compared ? ComparisonCard : AnswerCard;
    const card = new Card(turn, {
      open: this.#open,
      retry: (one) => this.#run(one),
      retryAsWritten: (one) => this.#run(Object.assign(one, { asIs: true })),
      retryUnfiltered: (one) => this.ask(one.question, noFilters()),
      announce: (text) => this.#announcer.say(text),
      filterNames: (one) => this.#filterNames(one.filters),
      comparedTitle: (one) => this.#comparedTitle(one),
    });
    this.#turns.push(turn);
    this.#cards.set(turn.id, card);
    this.#element.append(card.element);
  }

  /** @param {Turn} turn */
  async #run(turn) {
    if (this.isRunning) return;
    const controller = new AbortController();
    this.#running = controller;
    Object.assign(turn, unanswered());
    this.#draw(turn);
    this.#changed();
    this.#announcer.say(words().stages.searching);
    try {
      if (turn.compared) await this.#compared(turn, turn.compared, controller.signal);
      else await this.#asked(turn, controller.signal);
    } catch (error) {
      if (!controller.signal.aborted) this.#fail(turn, error);
    }
    if (isRunning(turn)) turn.state = 'stopped';
    this.#running = null;
    this.#draw(turn);
    this.#changed();
  }

  /**
   * @param {Turn} turn
   * @param {AbortSignal} signal
   */
  async #asked(turn, signal) {
    // No language is sent: the answer follows the question's own, not that of the page.
    const { question, filters } = turn;
    const asked = {
      question,
      filters,
      ...(this.#id ? { conversation_id: this.#id } : {}),
      ...(turn.asIs ? { as_is: true } : {}),
    };
    for await (const event of ask(asked, signal)) {
      if (signal.aborted) return;
      this.#grow(turn, event);
    }
  }

  /**
   * @param {Turn} turn
   * @param {import('./types.js').Compared} compared
   * @param {AbortSignal} signal
   */
  async #compared(turn, compared, signal) {
    const found = await fetchComparison(compared, signal);
    if (signal.aborted) return;
    turn.comparison = found;
    turn.state = 'done';
    const empty = found.columns.filter((column) => !column.sentences.length).length;
    this.#announcer.say(words().comparedDone(found.columns.length, empty));
  }

  /**
   * @param {Turn} turn
   * @param {import('./api.js').AnswerEvent} event
   */
  #grow(turn, event) {
    const heard = turn.sentences.length;
    grow(turn, event);
    this.#draw(turn);
    if (event.event === 'sentence') this.#announcer.say(event.value.text, event.value.language);
    if (event.event === 'done') {
      const { sentences, citations } = event.value;
      this.#id = event.value.conversation_id ?? this.#id;
      if (event.value.understood_as) {
        this.#announcer.say(`${words().understoodAs} ${event.value.understood_as}`);
      }
      this.#announcer.say(verdictWords(event.value).title);
      for (const { text, language: lang } of heard ? [] : sentences) this.#announcer.say(text, lang);
      this.#announcer.say(words().finished(citations.length));
    }
  }

  /**
   * @param {Turn} turn
   * @param {unknown} error
   */
  #fail(turn, error) {
    if (!(error instanceof Problem)) throw error;
    turn.state = 'failed';
    turn.problem = error.data;
    const { title, text } = words().problem[problemKind(error.data)];
    this.#announcer.say(`${title}. ${text}`);
    if (!error.data.detail) return;
    this.#announcer.say(words().technicalDetail);
    this.#announcer.say(error.data.detail, 'en');
  }

  /** @param {Turn} turn */
  #draw(turn) {
    this.#cards.get(turn.id)?.draw();
  }

  /** @param {Turn} turn */
  #bringUp(turn) {
    for (const one of this.#element.children) one.classList.toggle('current', one.id === turn.id);
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.#cards
      .get(turn.id)
      ?.element.scrollIntoView({ block: 'start', behavior: still ? 'auto' : 'smooth' });
  }

  /** @param {FilterValues} filters */
  #filterNames(filters) {
    return isFiltered(filters)
      ? [
          ...filters.pillars.map((id) => this.#taxonomy.pillarName(id)),
          ...filters.regions.map((code) => this.#taxonomy.regionName(code)),
        ]
      : [];
  }

  /** @param {Turn} turn */
  #comparedTitle({ compared }) {
    if (!compared) return '';
    const names = compared.regions.map((code) => this.#taxonomy.regionName(code)).join(', ');
    const pillar = compared.pillar && this.#taxonomy.pillarName(compared.pillar);
    return words().compared(names, compared.question || pillar || '');
  }

  #changed() {
    store(this.#turns, this.#id);
    this.dispatchEvent(new Event('change'));
  }
}

/**
 * @param {Turn[]} turns
 * @param {string | null} id
 */
function store(turns, id) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(turns));
    sessionStorage.setItem(ID_KEY, id ?? '');
  } catch {
    // Full or switched off: the conversation then ends with the page.
  }
}

/** @returns {string | null} */
function storedId() {
  try {
    return sessionStorage.getItem(ID_KEY) || null;
  } catch {
    return null;
  }
}

/** @returns {Turn[]} */
function stored() {
  try {
    /** @type {Turn[]} */
    const turns = JSON.parse(sessionStorage.getItem(KEY) ?? '[]');
    return turns.map((turn) => (isRunning(turn) ? { ...turn, state: 'stopped' } : turn));
  } catch {
    return [];
  }
}

/** Joins the parts of the page. */

import { Announcer } from './announcer.js';
import { Problem } from './api.js';
import { Composer } from './composer.js';
import { Conversation } from './conversation.js';
import { formatDate, today } from './dates.js';
import { byId } from './dom.js';
import { Filters } from './filters.js';
import { icon } from './icons.js';
import { applyLanguage, language, onLanguage, setLanguage, words } from './language.js';
import { SourcePanel } from './source-panel.js';
import { Taxonomy } from './taxonomy.js';
import { Welcome } from './welcome.js';

applyLanguage();

const taxonomy = new Taxonomy();
const filters = new Filters();
const panel = new SourcePanel(taxonomy);
const conversation = new Conversation(taxonomy, new Announcer(), (target, turn, key) =>
  panel.open(target, turn.id, key),
);
/** @param {string} question */
const ask = (question) => conversation.ask(question, filters.values);
const composer = new Composer(filters, taxonomy, {
  send: ask,
  compare: (chosen, question) => conversation.compare(chosen, question),
  stop: () => conversation.stop(),
});
const welcome = new Welcome(filters, taxonomy, { ask, reload: loadPillars });
const fresh = byId('new-conversation', HTMLButtonElement);

function drawAll() {
  welcome.draw();
  composer.draw();
  conversation.draw();
  panel.draw();
}

function follow() {
  welcome.hidden = !conversation.isEmpty;
  fresh.hidden = conversation.isEmpty;
  composer.busy = conversation.isRunning;
  panel.markOpener();
}

async function loadPillars() {
  try {
    await taxonomy.loadPillars();
    welcome.failed = false;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    welcome.failed = true;
  }
  drawAll();
}

async function loadRegions() {
  try {
    await taxonomy.loadRegions();
    drawAll();
  } catch (error) {
    if (!(error instanceof Problem)) throw error; // the field then takes no names; asking works
  }
}

function drawLanguageSwitch() {
  for (const code of /** @type {const} */ (['id', 'en'])) {
    byId(`language-${code}`, HTMLButtonElement).setAttribute(
      'aria-pressed',
      String(code === language()),
    );
  }
}

for (const code of /** @type {const} */ (['id', 'en'])) {
  byId(`language-${code}`, HTMLButtonElement).addEventListener('click', () => setLanguage(code));
}
fresh.prepend(icon('plus'));
fresh.addEventListener('click', () => {
  if (panel.isOpen) panel.close();
  conversation.clear();
  composer.focus();
});
window.addEventListener('beforeprint', () => {
  const date = formatDate(today(), language()) ?? '';
  byId('print-note', HTMLElement).textContent = words().printed(date);
});
conversation.addEventListener('change', follow);
onLanguage(() => {
  drawLanguageSwitch();
  drawAll();
});

drawLanguageSwitch();
follow();
loadPillars();
loadRegions();
if (conversation.isEmpty && !matchMedia('(pointer: coarse)').matches) composer.focus();

/** Joins the parts of the page. */

import { binderAddress, binderHash } from './address.js';
import { Announcer } from './announcer.js';
import { Problem } from './api.js';
import { BinderView } from './binder-view.js';
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
const announcer = new Announcer();
const conversation = new Conversation(taxonomy, announcer, (target, turn, key) =>
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
const binder = new BinderView(taxonomy, {
  open: (target, cardId, key) => panel.open(target, cardId, key),
  announce: (text) => announcer.say(text),
  drawn: () => {
    drawTitle();
    panel.markOpener();
  },
  reload: loadRegions,
});
const fresh = byId('new-conversation', HTMLButtonElement);
const toChat = byId('to-chat', HTMLAnchorElement);
const toBinder = byId('to-binder', HTMLAnchorElement);
const skip = byId('skip', HTMLAnchorElement);

function drawAll() {
  welcome.draw();
  composer.draw();
  conversation.draw();
  binder.draw();
  panel.draw();
  drawTitle();
}

function drawTitle() {
  document.title = binderAddress() ? `${binder.title} · ${words().home}` : words().title;
}

/** Show what the conversation has come to, unless the binder is in its place. */
function follow() {
  const away = binderAddress() !== null;
  conversation.hidden = composer.hidden = away;
  welcome.hidden = away || !conversation.isEmpty;
  fresh.hidden = away || conversation.isEmpty;
  composer.busy = conversation.isRunning;
  panel.markOpener();
}

/** Show the part of the page that the address asks for. */
function route() {
  const address = binderAddress();
  if (panel.isOpen) panel.close();
  (address ? toBinder : toChat).setAttribute('aria-current', 'page');
  (address ? toChat : toBinder).removeAttribute('aria-current');
  skip.dataset['text'] = address ? 'skipToRegion' : 'skip';
  if (address) toBinder.href = binderHash(address); // the way back leads to the same region
  applyLanguage();
  follow();
  binder.show(address);
  drawTitle();
}

/** Put the keyboard where one types; not on a phone, whose keys would cover the page. */
function focusField() {
  if (matchMedia('(pointer: coarse)').matches) return;
  const address = binderAddress();
  if (!address) composer.focus();
  else if (!address.region) binder.focus();
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
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    binder.failed = error.data; // its field then takes no names; asking works
  }
  drawAll();
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
toChat.prepend(icon('chat'));
toBinder.prepend(icon('binder'));
skip.addEventListener('click', (event) => {
  event.preventDefault(); // its address would be taken for a part of the page
  (binderAddress() ? binder : composer).focus();
});
window.addEventListener('hashchange', () => {
  route();
  focusField();
});
conversation.addEventListener('change', follow);
onLanguage(() => {
  drawLanguageSwitch();
  drawAll();
});

drawLanguageSwitch();
route();
loadPillars();
loadRegions();
if (conversation.isEmpty) focusField();

// Carrying an audit out. The page's forms work without this file; here they save by themselves through the outbox, one
// card is open at a time, and everything has a key.

import { $, $$, on_key, text, toast, token, copy } from './app.js';
import { Outbox } from './outbox.js';
import { Changes } from './audit-changes.js';
import { offer_evidence } from './audit-evidence.js';
import { conflicts, version_field } from './audit-conflict.js';
import { fetched_page, renewal } from './audit-renew.js';
import { kept_list } from './kept.js';
import { show_state } from './sync.js';

const rest_ms = 1200; // typing, and arrow keys that pass through the results
const na_reason = 20; // characters; the server's rule (core/audit/lifecycle.h)

const run = $('#run');
const cards = $$('.q');
const box = new Outbox({ owner: run.dataset.actor, token });
const card_of = (id) => document.getElementById(`q-${id}`);
const at_address = (address) => cards.find((card) => card.dataset.action === address);
const form_at = (address) => $(`form[data-finding="${CSS.escape(address)}"]`);
const changes = new Changes({
  box, place_at: (address) => form_at(address) ?? at_address(address), show: { result: show_mark, flag: show_flag },
  lost: (place) => unsaved.add($('.q-form', place) ?? place),
});
const note_of = (card) => $('textarea[name=note]', card);
const renew = renewal({ run, cards });

/* The visible saved state */

const sync = $('#sync');
show_state(box, { blocked: save_by_buttons });

// What is held for a question of another page has its place in a list of its own.
const kept = kept_list(box, (edit) => edit.held && !at_address(edit.address) && !form_at(edit.address));

/* Without the browser's storage the forms are sent by their buttons, one at a time, as without a script */

let by_buttons = false;
const unsaved = new Set(); // forms

function save_by_buttons() {
  if (by_buttons) return;
  by_buttons = true;
  for (const button of $$('.q-foot .nojs')) button.classList.remove('nojs');
  addEventListener('beforeunload', (event) => unsaved.size && event.preventDefault());
}

// After a sign-in in another tab the session's token is a new one.
document.addEventListener('visibilitychange', async () => {
  if (!document.hidden && !$('#signed-out').hidden && (await renew())) box.flush();
});

/* One card open at a time */

let current = $('.q.is-active') ?? cards[0];

function open_card(card, focus = true) {
  if (!card) return;
  if (card !== current) {
    current.classList.remove('is-active');
    $('.q-open', current)?.setAttribute('aria-expanded', 'false');
  }
  current = card;
  card.classList.add('is-active');
  $('.q-open', card)?.setAttribute('aria-expanded', 'true');
  if (!focus) return;
  ($('.gr input:checked', card) ?? $('.gr input', card))?.focus({ preventScroll: true });
  card.scrollIntoView({ block: 'nearest' });
  history.replaceState(null, '', `#${card.id}`);
}

const step = (by) => open_card(cards[Math.max(0, Math.min(cards.length - 1, cards.indexOf(current) + by))]);

function next_unanswered() {
  const from = cards.indexOf(current);
  const next = [...cards.slice(from + 1), ...cards.slice(0, from)].find((card) => card.dataset.mark === 'NONE');
  if (next) return open_card(next);
  const clause = $('[rel=next]');
  toast(text('run.all_done'));
  clause?.focus();
}

for (const card of cards) {
  $('.q-open', card)?.addEventListener('click', () => open_card(card));
  $('.next', card)?.addEventListener('click', () => step(1));
  $('.q-link', card)?.addEventListener('click', (event) => {
    event.preventDefault();
    copy_link(card);
  });
}
const from_address = () => open_card(card_of(decodeURIComponent(location.hash).replace(/^#q-/, '')));
addEventListener('hashchange', from_address);

const copy_link = (card) => copy(`${location.href.split('#')[0]}#${card.id}`, text('run.link_copied'));

/* Results */

const label_of = (radio) => $('.gr-in > span', radio.closest('.gr')).textContent;

function show_mark(card, mark, shown = null) {
  card.dataset.mark = mark;
  const radio = $(`.gr input[value="${mark}"]`, card);
  for (const each of $$('.gr input', card)) each.checked = each === radio;
  if (radio && document.activeElement?.closest('.grades') === radio.closest('.grades')) radio.focus();
  const pill = $('.q-g .pill', card);
  const look = shown ?? (radio && { g: radio.dataset.g, icon: radio.dataset.icon, label: label_of(radio) });
  if (!look) return;
  pill.className = `pill g-${look.g}`;
  $('use', pill).setAttribute('href', `#i-${look.icon}`);
  $('span', pill).textContent = look.label;
}

function say_problem(card, sentence) {
  const line = $('.q-problem', card);
  line.textContent = sentence;
  line.hidden = !sentence;
  note_of(card).toggleAttribute('aria-invalid', Boolean(sentence));
}

/** Keeps a change and sends it; a reload comes back to this card. */
function put(card, fields, wait) {
  history.replaceState(null, '', `#${card.id}`);
  changes.keep({ place: card, address: card.dataset.action, version: Number(card.dataset.version), fields, wait });
}

/** Chooses a result; `wait` while arrow keys may pass on to the next. */
function choose(card, mark, wait = 0, offer_undo = true) {
  const before = card.dataset.mark;
  if (before === mark && !card.dataset.wants) return;
  delete card.dataset.wants;
  say_problem(card, '');
  show_mark(card, mark);
  if (mark === 'NA' && note_of(card).value.trim().length < na_reason) {
    card.dataset.wants = mark; // saved as soon as its reason is there
    card.dataset.before = before;
    say_problem(card, text('run.na_reason', { n: na_reason }));
    note_of(card).focus();
    return;
  }
  put(card, mark === 'NA' ? { result: mark, note: note_of(card).value } : { result: mark }, wait);
  if (!offer_undo) return;
  const radio = $(`.gr input[value="${mark}"]`, card);
  toast(text('run.changed_to', { question: card.dataset.q, result: label_of(radio) }), text('run.undo'), () => {
    choose(card, before, 0, false);
    open_card(card);
  });
}

let arrow = false; // arrow keys in a radio group select on the way
addEventListener('keydown', (event) => (arrow = event.key === 'ArrowLeft' || event.key === 'ArrowRight'), true);
addEventListener('pointerdown', () => (arrow = false), true);

function typed_note(card) {
  const note = note_of(card).value;
  if (card.dataset.wants && note.trim().length >= na_reason) {
    delete card.dataset.wants;
    say_problem(card, '');
    return put(card, { note, result: 'NA' }, rest_ms);
  }
  if (!card.dataset.wants) say_problem(card, '');
  put(card, { note }, rest_ms);
}

for (const card of cards) {
  for (const radio of $$('.gr input', card))
    radio.addEventListener('change', () => choose(card, radio.value, arrow ? rest_ms : 0));
  note_of(card)?.addEventListener('input', () => typed_note(card));
  $('input[name=interviewee]', card)?.addEventListener('input', (event) =>
    put(card, { interviewee: event.target.value }, rest_ms));
  $('select[name=method]', card)?.addEventListener('input', (event) => put(card, { method: event.target.value }, 0));
  $('.q-flag', card)?.addEventListener('click', (event) => {
    if (by_buttons) return;
    event.preventDefault();
    show_flag(card, event.currentTarget.value);
    put(card, { flag: event.currentTarget.getAttribute('aria-pressed') === 'true' ? '1' : '0' }, 0);
  });
  card.addEventListener('submit', (event) => {
    if (event.target.matches('.q-form, [data-finding]')) {
      unsaved.delete(event.target);
      if (by_buttons) return;
      event.preventDefault(); // it saves by itself; Enter sends what waits at once
      box.flush();
    }
  });
}

function show_flag(card, flag) {
  const button = $('.q-flag', card);
  button.setAttribute('aria-pressed', String(flag === '1'));
  button.value = flag === '1' ? '0' : '1';
  $('.q-mk-flag', card).hidden = flag !== '1';
}

/* Findings in their cards save by themselves too */

document.addEventListener('input', (event) => {
  const form = event.target.form;
  if (!form?.dataset.finding || !event.target.name) return;
  say_in_form(form, '');
  const { finding, version } = form.dataset;
  const fields = { [event.target.name]: event.target.value };
  changes.keep({ place: form, address: finding, version: Number(version), fields, wait: rest_ms, method: 'POST' });
});

/** Why a finding's form is not saved stands in it until more is typed. */
function say_in_form(form, sentence) {
  const standing = $('.fi-problem', form);
  if (!sentence) return standing?.remove();
  const line = standing ?? document.createElement('p');
  line.className = 'problem fi-problem';
  line.setAttribute('role', 'alert');
  line.textContent = sentence;
  if (!standing) form.prepend(line);
}

/* What the server answers */

box.addEventListener('saved', ({ detail: { address, fields, body } }) => {
  const form = form_at(address);
  if (form) {
    form.dataset.version = version_field(form).value = body.version;
    say_in_form(form, '');
    renew();
    return;
  }
  const card = at_address(address);
  if (!card) return kept.renew(); // it stood there as not taken
  card.dataset.version = body.version;
  version_field($('.q-form', card)).value = body.version;
  $('.q-saved', card).textContent = text('run.saved_at', { when: body.at, who: body.by });
  if ('result' in fields && !card.dataset.wants) {
    box.at(address).then((waiting) => {
      if (!waiting.some((edit) => 'result' in edit.fields)) show_mark(card, body.mark, body);
    });
  }
  $('.q-mk-note', card).hidden = !note_of(card).value;
  // Results and flags count elsewhere on the page, and notes where they are the reason of a result.
  if ('result' in fields || 'flag' in fields || ['NA', 'NS'].includes(body.mark)) renew();
});

/** A save the rules refuse. A result goes back to what stands; a text stays, with the reason beside it. */
box.addEventListener('refused', ({ detail: { edit, body } }) => {
  const card = at_address(edit.address);
  const form = form_at(edit.address);
  const sentence = body.problems?.[0]?.sentence ?? body.sentence ?? text('sync.refused');
  if (form) return say_in_form(form, sentence);
  if (!card) return kept.renew();
  open_card(card, false);
  say_problem(card, sentence);
  if (!('result' in edit.fields)) return; // typing on sends it again; by itself it would be refused again
  const without_result = ({ result: _, ...rest }) => (Object.keys(rest).length ? rest : null);
  box.resolve(edit.sequence, edit.version, without_result).then(async () => {
    const page = await fetched_page();
    const fresh = page?.getElementById(card.id);
    if (fresh) show_mark(card, fresh.dataset.mark);
  });
});

const { answer_conflict, form_conflict } = conflicts({
  box, renew, card_parts: { open_card, label_of, note_of, show_mark, show_flag },
});

box.addEventListener('conflict', ({ detail: { edit, theirs } }) => {
  const form = form_at(edit.address);
  if (form) return form_conflict(form, edit, theirs);
  const card = at_address(edit.address);
  if (card) answer_conflict(card, edit, theirs);
  else kept.renew();
});

/* Keys: digits are the same on Turkish Q, Turkish F and US layouts */

const marks = { 1: 'C', 2: 'MINOR', 3: 'MAJOR', 4: 'OFI', 5: 'NA', 6: 'NS', 0: 'NONE' };

on_key((event) => {
  if (marks[event.key]) {
    choose(current, marks[event.key]);
    return true;
  }
  switch (event.key.toLowerCase()) {
    case 'j': case 'arrowdown': step(1); return true;
    case 'k': case 'arrowup': step(-1); return true;
    case 'u': next_unanswered(); return true;
    case 'n': note_of(current).focus(); return true;
    case 'e': $('.drop input', current)?.focus(); return true;
    case 'c': copy_link(current); return true;
    case '[': $('.q-head [rel=prev]')?.click(); return true;
    case ']': $('.q-head [rel=next]')?.click(); return true;
    default: return false;
  }
});

/* Without a connection another clause would be the browser's own error page: stay here, and try to send again */

document.addEventListener('click', (event) => {
  if (sync.dataset.state !== 'offline' || !event.target.closest('a:is([rel=prev], [rel=next], #tree a, #tree-pop a)')) return;
  event.preventDefault();
  toast(text('run.stay'));
  box.flush();
});

/* On tablets the clause tree is a bottom sheet, filled from the tree as it stands when it opens */

$('#tree-pop').addEventListener('beforetoggle', (event) => {
  if (event.newState !== 'open') return;
  const copy_of_tree = $('#tree').cloneNode(true);
  copy_of_tree.removeAttribute('id');
  event.target.replaceChildren(copy_of_tree);
});

offer_evidence({ cards, current: () => current, renew });
if (location.hash.startsWith('#q-')) from_address();
changes.take_up($$('.q-write [name]')).catch(() => box.flush()); // says what is wrong
kept.renew().catch(() => {});

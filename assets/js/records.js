// The rows of a sheet. They work without this file; here they save by themselves through the outbox, rows are added
// without the server, and what is still missing is told anew after each save.

import { $, $$, text, toast, token } from './app.js';
import { Outbox } from './outbox.js';
import { Changes } from './audit-changes.js';
import { conflicts, version_field } from './audit-conflict.js';
import { kept_list } from './kept.js';
import { new_key } from './keys.js';
import { show_state } from './sync.js';

const rest_ms = 1200; // typing
const fresh_place = 'new';

const page = $('#run');
const rows = $('#rows');
const box = new Outbox({ owner: page.dataset.actor, token });
const forms = () => $$('.rec', rows);
const form_at = (address) => forms().find((form) => form.dataset.address === address);
const fields_of = (form) => [...form.elements].filter((field) => field.name.startsWith('s_'));
const unsaved = new Set(); // forms
const changes = new Changes({ box, place_at: form_at, show: {}, lost: (form) => unsaved.add(form) });
const { form_conflict } = conflicts({ box });
const kept = kept_list(box, (edit) => edit.held && !form_at(edit.address));

/* Without the browser's storage the forms are sent by their buttons, one at a time, as without a script */

let by_buttons = false;

function save_by_buttons() {
  if (by_buttons) return;
  by_buttons = true;
  for (const button of $$('.rec .nojs')) button.classList.remove('nojs');
  addEventListener('beforeunload', (event) => unsaved.size && event.preventDefault());
}

show_state(box, { words: { refused: 'records.not_saved' }, blocked: save_by_buttons });

/* Rows */

/** Names a row's parts after its place: "f-new-date" becomes "f-3-date". */
function name_parts(form, place) {
  const before = form.dataset.place;
  const named = (id) => ['row-', 'f-'].reduce(
    (name, start) => (name === start + before || name.startsWith(`${start}${before}-`)
      ? start + place + name.slice((start + before).length) : name), id);
  for (const element of [form, ...$$('[id], [for], [aria-describedby], [data-at]', form)]) {
    for (const name of ['id', 'for', 'aria-describedby'])
      if (element.hasAttribute(name)) element.setAttribute(name, element.getAttribute(name).split(' ').map(named).join(' '));
    if (element.dataset.at) element.dataset.at = `${place}/${element.dataset.at.split('/').pop()}`;
  }
  form.dataset.place = place;
}

/** A new row saves under a name of its own until, and after, it has a number: what waits is never for another row. */
function begin(form, key = new_key()) {
  if (form.dataset.place === fresh_place) form.dataset.address = `${page.dataset.address}/${fresh_place}?row=${key}`;
}

let added = 0;

function add_row(key) {
  const empty = forms().find((form) => form.dataset.version === '0' && fields_of(form).every((field) => !field.value));
  if (empty && !key) return empty;
  const form = $('#tpl-row').content.firstElementChild.cloneNode(true);
  begin(form, key);
  if ($(`#row-${fresh_place}`)) name_parts(form, `n${++added}`);
  rows.append(form);
  if (by_buttons) $('.nojs', form).classList.remove('nojs');
  return form;
}

/** The row has its number. One that stands here already, from before a reload, has what this one says. */
function settle(form, place) {
  if (document.getElementById(`row-${place}`)) return location.reload();
  name_parts(form, place);
  const heading = text('records.row', { n: place });
  $('h2', form).textContent = heading;
  form.setAttribute('aria-label', heading);
  form.action = `${page.dataset.address}/${place}`;
  const remove = $('.rec-remove', form);
  remove.formAction = `${form.action}/removal`;
  remove.hidden = false;
  $('#run > .empty')?.remove();
}

const focus_first = (form) => {
  fields_of(form)[0].focus();
  form.scrollIntoView({ block: 'nearest' });
};

$('#add-row')?.addEventListener('click', () => focus_first(add_row()));
rows.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || !$('#tpl-row')) return;
  event.preventDefault();
  focus_first(add_row());
});

/* Saving */

function say(form, sentence, name = '') {
  const line = $('.rec-problem', form);
  line.textContent = sentence;
  line.hidden = !sentence;
  for (const field of fields_of(form)) {
    if (sentence && field.name === `s_${name}`) field.setAttribute('aria-invalid', 'true');
    else field.removeAttribute('aria-invalid');
  }
}

rows.addEventListener('input', ({ target }) => {
  const { form } = target;
  if (!form || !target.name?.startsWith('s_')) return;
  say(form, '');
  const { address, version } = form.dataset;
  const wait = target.matches('select') ? 0 : rest_ms;
  changes.keep({ place: form, address, version: Number(version), fields: { [target.name]: target.value }, wait });
});

rows.addEventListener('submit', (event) => {
  const form = event.target;
  unsaved.delete(form);
  if (by_buttons) return;
  event.preventDefault(); // it saves by itself; Enter sends what waits at once
  if (event.submitter?.matches('.rec-remove')) remove(form, event.submitter.formAction);
  else box.flush();
});

/** Sends what waits, then takes the row away: what was typed last is what comes back when that is undone. */
async function remove(form, action) {
  if ($('#sync').dataset.state === 'offline') return toast(text('records.stay'));
  await box.flush();
  for (const edit of await box.at(form.dataset.address)) await box.resolve(edit.sequence, edit.version, null);
  version_field(form).value = form.dataset.version;
  form.action = action;
  form.submit();
}

function show_gaps({ missing, missing_count: count }) {
  $('#gaps-count').textContent = count;
  $('#gaps-list').replaceChildren(...missing.map(({ sentence, href }) => {
    const line = $('#tpl-gap').content.firstElementChild.cloneNode(true);
    $('a', line).textContent = sentence;
    $('a', line).href = href;
    return line;
  }));
  const lacking = new Set(missing.map(({ at }) => at));
  for (const mark of $$('.need')) mark.hidden = !lacking.has(mark.dataset.at);
}

box.addEventListener('saved', ({ detail: { address, body } }) => {
  const form = form_at(address);
  if (!form) return kept.renew(); // it stood there as not taken
  form.dataset.version = version_field(form).value = body.version;
  say(form, '');
  if (body.version) $('.rec-saved', form).textContent = text('run.saved_at', { when: body.at, who: body.by });
  if (body.place && body.place !== form.dataset.place) settle(form, body.place);
  show_gaps(body);
});

/** A save the rules refuse: the texts stay, with the reason in their row; typing on sends them again. */
box.addEventListener('refused', ({ detail: { edit, body } }) => {
  const form = form_at(edit.address);
  if (!form) return kept.renew();
  const [problem] = body.problems ?? [];
  say(form, problem?.sentence ?? body.sentence ?? text('records.not_saved'), problem?.field);
});

box.addEventListener('conflict', ({ detail: { edit, theirs } }) => {
  const form = form_at(edit.address);
  if (form) form_conflict(form, edit, theirs);
  else kept.renew();
});

/* What is missing leads to its field */

$('#gaps-list').addEventListener('click', (event) => {
  const place = event.target.closest('a')?.hash.slice(1);
  if (!place) return;
  const field = document.getElementById(decodeURIComponent(place));
  if (place === `row-${fresh_place}` && $('#tpl-row')) focus_first(add_row());
  else field?.focus();
});

/* Lists of clauses and evidence: a suggestion completes the last word of the field */

const known = new Map($$('main datalist').map((list) => [list, [...list.options].map((option) => option.value)]));

function suggest({ target }) {
  const codes = known.get(target.list);
  if (!codes) return;
  const before = target.value.slice(0, target.value.lastIndexOf(' ') + 1);
  codes.forEach((code, at) => { target.list.options[at].value = before + code; });
}
rows.addEventListener('focusin', suggest);
rows.addEventListener('input', suggest);

/* What waits from before a reload stands in its rows again */

async function take_up() {
  for (const form of forms()) begin(form);
  const start = `${page.dataset.address}/${fresh_place}?row=`;
  const waiting = await box.waiting().catch(() => []);
  for (const { address } of waiting)
    if (address.startsWith(start) && !form_at(address)) add_row(address.slice(start.length));
  await changes.take_up(forms().flatMap(fields_of));
}

take_up().catch(() => box.flush()); // says what is wrong
kept.renew().catch(() => {});

// The list of evidence: files that are dropped anywhere, pasted or chosen go up one after another, with progress.

import { $, text } from './app.js';
import { files_of, upload, use_instead } from './upload.js';

const form = $('#add-form');
const list = $('#uploads-list');
const said = $('#uploads-said');
const drop_zone = $('#drop-all');

const waiting = [];
let under_way = false;

function element(name, class_name, content = '') {
  const made = document.createElement(name);
  if (class_name) made.className = class_name;
  made.append(content);
  return made;
}

/** One line of the queue; `state` says how it goes. */
function line_for(file) {
  const item = element('li', 'up');
  const name = element('bdi', 'b', file.name);
  const state = element('span', 'mute sm', text('evidence.waiting'));
  const bar = element('progress');
  bar.max = Math.max(file.size, 1);
  bar.value = 0;
  bar.setAttribute('aria-label', file.name);
  const cancel = element('button', 'btn btn-g', text('evidence.cancel'));
  cancel.type = 'button';
  item.append(name, state, bar, cancel);
  list.append(item);
  const control = new AbortController();
  cancel.addEventListener('click', () => control.abort());
  return { file, item, state, bar, cancel, control };
}

function remaining(seconds) {
  if (!Number.isFinite(seconds)) return '…';
  const whole = Math.ceil(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

function show_progress(line, started, { state, sent, total, seconds }) {
  line.bar.value = sent;
  if (state === 'checking') line.state.textContent = text('evidence.checking');
  if (state === 'retrying') line.state.textContent = text('evidence.retrying', { seconds });
  if (state === 'signin') line.state.textContent = text('evidence.signed_out');
  if (state !== 'sending') return;
  const passed = (performance.now() - started) / 1000;
  const percent = new Intl.NumberFormat(document.documentElement.lang, { style: 'percent' }).format(sent / total);
  line.state.textContent = text('evidence.uploading', { percent, left: remaining((passed / sent) * (total - sent)) });
}

function show_registered(line, made) {
  const link = element('a', 'b', made.number);
  link.href = made.url;
  const [before, after] = text('evidence.done', { number: '\u0000' }).split('\u0000');
  line.state.replaceChildren(before, link, after ?? '');
  said.textContent = `${line.file.name}: ${text('evidence.done', { number: made.number })}`;
  for (const known of made.already.slice(0, 1)) {
    const offer = element('span', 'up-same sm', text('evidence.already', { number: known }));
    const button = element('button', 'btn', text('evidence.use_instead', { number: known }));
    button.type = 'button';
    button.addEventListener('click', async () => {
      button.disabled = true;
      try {
        await use_instead(made.number, known);
        offer.replaceChildren(text('evidence.used_instead', { number: known }));
        link.href = `/evidence/${known}`;
        link.textContent = known;
      } catch (error) {
        offer.replaceChildren(error.sentence || String(error));
      }
    });
    offer.append(' ', button);
    line.item.append(offer);
  }
}

async function work(line) {
  const started = performance.now();
  try {
    const limit = Number(form.dataset.limit);
    if (line.file.size > limit) {
      const mega = (bytes) => `${Math.ceil(bytes / 1e6)} MB`;
      throw { sentence: text('problem.file_too_large', { size: mega(line.file.size), limit: form.dataset.limitShown }) };
    }
    const onprogress = (progress) => show_progress(line, started, progress);
    show_registered(line, await upload(line.file, { onprogress, signal: line.control.signal }));
  } catch (error) {
    const cancelled = line.control.signal.aborted;
    line.state.textContent = cancelled ? text('evidence.cancelled') : text('evidence.failed', { reason: error.sentence || String(error) });
    line.state.classList.toggle('over', !cancelled);
    said.textContent = `${line.file.name}: ${line.state.textContent}`;
  }
  line.bar.remove();
  line.cancel.remove();
}

async function work_all() {
  if (under_way) return;
  under_way = true;
  while (waiting.length) await work(waiting.shift());
  under_way = false;
  $('#uploads-refresh').hidden = false;
}

function take(files) {
  if (!files.length) return;
  $('#uploads').hidden = false;
  for (const file of files) waiting.push(line_for(file));
  $('#uploads').scrollIntoView({ block: 'nearest' });
  work_all();
}

if (form) {
  const has_files = (event) => [...(event.dataTransfer?.types ?? [])].includes('Files');
  let depth = 0; // dragenter and dragleave come for every element on the way
  const show = (on) => drop_zone.classList.toggle('on', on);
  addEventListener('dragenter', (event) => has_files(event) && ++depth && show(true));
  addEventListener('dragleave', (event) => has_files(event) && --depth <= 0 && show(false));
  addEventListener('dragover', (event) => has_files(event) && event.preventDefault());
  addEventListener('drop', (event) => {
    if (!has_files(event)) return;
    event.preventDefault();
    depth = 0;
    show(false);
    take(files_of(event.dataTransfer, text('evidence.pasted')));
  });
  addEventListener('paste', (event) => {
    const files = files_of(event.clipboardData, text('evidence.pasted'));
    if (!files.length) return;
    event.preventDefault();
    take(files);
  });
  addEventListener('beforeunload', (event) => (under_way || waiting.length) && event.preventDefault());

  // Files chosen without anything said about them go up with progress; what is said about them needs the form.
  form.addEventListener('submit', (event) => {
    const chosen = [...form.elements.file.files];
    const is_described = form.elements.title.value || form.elements.type.value || form.elements.location.value
      || form.elements.grouping.checked || form.elements.confidentiality.value !== 'INTERNAL';
    if (is_described || !chosen.length) return;
    event.preventDefault();
    take(chosen);
    form.reset();
  });
}

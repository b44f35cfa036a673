// How files on their way are shown, and where they are dropped or pasted: the list of evidence and the page of a record.

import { percent as shown_percent, text } from './app.js';
import { files_of } from './upload.js';

export function element(name, class_name, content = '') {
  const made = document.createElement(name);
  if (class_name) made.className = class_name;
  made.append(content);
  return made;
}

/** One line of a queue; `state` says how it goes. */
export function line_for(list, file) {
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

const in_unit = (unit, count) =>
  new Intl.NumberFormat(document.documentElement.lang, { style: 'unit', unit, unitDisplay: 'short' }).format(count);

function remaining(seconds) {
  if (!Number.isFinite(seconds)) return '…';
  const whole = Math.ceil(seconds);
  return whole < 60 ? in_unit('second', whole) : `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

export function show_progress(line, started, { state, sent, total, seconds }) {
  line.bar.value = sent;
  if (state === 'checking') line.state.textContent = text('evidence.checking');
  if (state === 'retrying') line.state.textContent = text('evidence.retrying', { seconds });
  if (state === 'signin') line.state.textContent = text('evidence.signed_out');
  if (state !== 'sending') return;
  const passed = (performance.now() - started) / 1000;
  const percent = shown_percent(sent / total);
  line.state.textContent = text('evidence.uploading', { percent, left: remaining((passed / sent) * (total - sent)) });
}

/** How a line ends that did not succeed; `said` tells it to who cannot see it. */
export function show_ended(line, said, error) {
  const cancelled = line.control.signal.aborted;
  line.state.textContent = cancelled ? text('evidence.cancelled') : text('evidence.failed', { reason: error.sentence || String(error) });
  line.state.classList.toggle('over', !cancelled);
  said.textContent = `${line.file.name}: ${line.state.textContent}`;
}

/** What is said about a file that is larger than `form` allows; '' for one that is not. */
export function too_large(file, form) {
  if (file.size <= Number(form.dataset.limit)) return '';
  return text('problem.file_too_large', { size: in_unit('megabyte', Math.ceil(file.size / 1e6)), limit: form.dataset.limitShown });
}

/** Gives `take` the files that are dropped anywhere or pasted; `zone` shows meanwhile that they may be. */
export function when_dropped(zone, image_name, take) {
  const has_files = (event) => [...(event.dataTransfer?.types ?? [])].includes('Files');
  let depth = 0; // dragenter and dragleave come for every element on the way
  const show = (on) => zone.classList.toggle('on', on);
  addEventListener('dragenter', (event) => has_files(event) && ++depth && show(true));
  addEventListener('dragleave', (event) => has_files(event) && --depth <= 0 && show(false));
  addEventListener('dragover', (event) => has_files(event) && event.preventDefault());
  addEventListener('drop', (event) => {
    if (!has_files(event)) return;
    event.preventDefault();
    depth = 0;
    show(false);
    take(files_of(event.dataTransfer, image_name));
  });
  addEventListener('paste', (event) => {
    const files = files_of(event.clipboardData, image_name);
    if (!files.length) return;
    event.preventDefault();
    take(files);
  });
}

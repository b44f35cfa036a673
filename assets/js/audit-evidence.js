// Evidence in the cards of questions: drop, paste a screenshot, choose files, say the place in the document, take off
// again. upload.js sends the files and waits for the network where it must.

import { $, percent, text, toast } from './app.js';
import { element, too_large } from './upload-lines.js';
import { files_of, send_fields, upload } from './upload.js';

/** A chip that shows how far a file is, with a button that stops it. */
function chip_for(card, name) {
  const chip = element('li', 'chip chip-x');
  const bar = document.createElement('progress');
  bar.max = 100;
  bar.value = 0;
  bar.setAttribute('aria-label', text('run.uploading', { name }));
  const state = element('span', 'meta xs');
  state.setAttribute('role', 'status');
  const stop = element('button', '', '×');
  stop.type = 'button';
  stop.setAttribute('aria-label', text('run.remove_upload', { name }));
  chip.append(element('span', '', name), bar, state, stop);
  $('.uploads', card).append(chip);
  return { chip, bar, state, stop };
}

// One file after another: a browser has few connections to a server, and answers are saved meanwhile.
const waiting = [];
let under_way = false;
let under_way_small = 0; // forms of chips

async function send({ card, file, chip, bar, state, leaving }, renew) {
  const onprogress = ({ state: now, sent, total }) => {
    bar.value = total ? (sent / total) * 100 : 0;
    const waits = now === 'retrying' || now === 'signin';
    state.textContent = waits ? text('run.upload_waits') : percent(total ? sent / total : 0);
  };
  try {
    const sentence = too_large(file, $('#run')); // the server would end the connection in the midst of it
    if (sentence) throw { sentence };
    await upload(file, { link: card.dataset.target, onprogress, signal: leaving.signal });
    await renew();
    chip.remove();
  } catch (problem) {
    bar.remove();
    chip.classList.add('chip-bad');
    state.textContent = problem.sentence || text('run.upload_failed');
  }
}

async function send_all(renew) {
  if (under_way) return;
  under_way = true;
  while (waiting.length) {
    const next = waiting.shift();
    if (!next.leaving.signal.aborted) await send(next, renew);
  }
  under_way = false;
}

function take(card, files, renew) {
  for (const file of files) {
    const line = { card, file, leaving: new AbortController(), ...chip_for(card, file.name) };
    line.stop.addEventListener('click', () => {
      line.leaving.abort();
      line.chip.remove();
    });
    waiting.push(line);
  }
  send_all(renew);
}

// Files wait in this page alone.
addEventListener('beforeunload', (event) => {
  if (under_way || under_way_small || waiting.some((line) => !line.leaving.signal.aborted)) event.preventDefault();
});

const failed = (problem) => toast(problem.sentence || text('sync.refused'));

/** Sends a form of a chip until the server has it, and returns its answer; the chip stays as it is meanwhile, and says that it waits. */
async function post(chip, address, fields) {
  const said = element('span', 'meta xs');
  said.setAttribute('role', 'status');
  const onprogress = ({ state }) => {
    if (state === 'retrying' || state === 'signin') said.textContent = text('run.upload_waits');
  };
  under_way_small += 1;
  chip.dataset.waits = '1';
  chip.append(said);
  try {
    return await send_fields(address, fields, { onprogress });
  } finally {
    under_way_small -= 1;
    delete chip.dataset.waits;
    said.remove();
  }
}

/** Takes evidence off an answer, with a way back. */
async function detach(form, renew) {
  const { action } = form;
  const target = form.elements.target.value;
  const chip = form.closest('.chip');
  const card = form.closest('.q');
  const again = action.replace(/remove$/, `again/${target.replace(':', '/')}`); // with all that was said about it
  try {
    await post(chip, action, { target });
    $('.drop input', card).focus({ preventScroll: true }); // the button that had the focus goes
    await renew();
    toast(text('run.detached'), text('run.undo'), () =>
      post($('.uploads', card), again, {}).then(renew, failed));
  } catch (problem) {
    failed(problem);
  }
}

/** Saves the place in the document; what is typed on while it waits is sent after it. */
async function save_place(form, renew) {
  const chip = form.closest('.chip');
  if (chip.dataset.waits) return; // looked at again when that is done
  const field = form.elements.locator;
  const { value } = field;
  const { target, version } = form.elements;
  try {
    const saved = await post(chip, form.action, { target: target.value, version: version.value, locator: value });
    version.value = saved.version;
    field.defaultValue = value;
    if (field.value !== value) return save_place(form, renew);
    await renew();
  } catch (problem) {
    failed(problem);
  }
}

function accept_drops(card, take) {
  const area = $('.drop', card);
  for (const name of ['dragenter', 'dragover'])
    card.addEventListener(name, (event) => {
      event.preventDefault();
      area.classList.add('over-d');
    });
  for (const name of ['dragleave', 'drop']) card.addEventListener(name, () => area.classList.remove('over-d'));
  card.addEventListener('drop', (event) => {
    event.preventDefault();
    take(files_of(event.dataTransfer, card.dataset.q));
  });
  const input = $('input[type=file]', area);
  input.addEventListener('change', () => {
    take([...input.files]);
    input.value = '';
  });
}

export function offer_evidence({ cards, current, renew }) {
  for (const card of cards.filter((each) => $('.drop', each))) {
    accept_drops(card, (files) => take(card, files, renew));
    card.addEventListener('submit', (event) => {
      if (!event.target.matches('.q-detach, .q-locator')) return;
      event.preventDefault();
      if (event.target.matches('.q-detach')) detach(event.target, renew);
    });
    card.addEventListener('change', (event) => {
      const form = event.target.closest('.q-locator');
      if (form) save_place(form, renew);
    });
  }
  document.addEventListener('paste', (event) => {
    const files = files_of(event.clipboardData, current().dataset.q);
    if (!files.length || !$('.drop', current())) return;
    event.preventDefault();
    take(current(), files, renew);
  });
}

// Evidence in the cards of questions: drop, paste a screenshot, choose files, say the place in the document, take off
// again. upload.js sends the files and waits for the network where it must.

import { $, text, toast, token } from './app.js';
import { files_of, upload } from './upload.js';

const element = (name, className, content = '') => {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = content;
  return made;
};

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

async function send(card, file, renew) {
  const { chip, bar, state, stop } = chip_for(card, file.name);
  const leaving = new AbortController();
  stop.addEventListener('click', () => {
    leaving.abort();
    chip.remove();
  });
  const onprogress = ({ state: now, sent, total }) => {
    bar.value = total ? (sent / total) * 100 : 0;
    const waits = now === 'retrying' || now === 'signin';
    state.textContent = waits ? text('run.upload_waits') : `${Math.round(bar.value)} %`;
  };
  try {
    await upload(file, { link: card.dataset.target, onprogress, signal: leaving.signal });
    await renew();
    chip.remove();
  } catch (problem) {
    bar.remove();
    chip.classList.add('chip-bad');
    state.textContent = problem.sentence || text('run.upload_failed');
  }
}

async function post(address, fields) {
  const reply = await fetch(address, {
    method: 'POST',
    headers: { 'Accept': 'application/json', 'X-Form-Token': token() },
    body: new URLSearchParams({ ...fields, token: token() }),
  });
  if (!reply.ok) throw new Error(String(reply.status));
}

const failed = () => toast(text('sync.error'));

/** Takes evidence off an answer, with a way back. */
async function detach(form, renew) {
  const { action } = form;
  const target = form.elements.target.value;
  const locator = form.closest('.chip').dataset.locator ?? '';
  try {
    await post(action, { target });
    $('.drop input', form.closest('.q')).focus({ preventScroll: true }); // the button that had the focus goes
    await renew();
    toast(text('run.detached'), text('run.undo'), () =>
      post(action.replace(/\/remove$/, ''), { target, locator }).then(renew, failed));
  } catch {
    failed();
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
    accept_drops(card, (files) => files.forEach((file) => send(card, file, renew)));
    card.addEventListener('submit', (event) => {
      if (!event.target.matches('.q-detach, .q-locator')) return;
      event.preventDefault();
      if (event.target.matches('.q-detach')) detach(event.target, renew);
    });
    card.addEventListener('change', (event) => {
      const form = event.target.closest('.q-locator');
      if (form) post(form.action, { target: form.elements.target.value, locator: event.target.value }).then(renew, failed);
    });
  }
  document.addEventListener('paste', (event) => {
    const files = files_of(event.clipboardData, current().dataset.q);
    if (!files.length || !$('.drop', current())) return;
    event.preventDefault();
    files.forEach((file) => send(current(), file, renew));
  });
}

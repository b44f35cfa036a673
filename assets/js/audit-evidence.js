// Evidence in the cards of questions: drop, paste a screenshot, choose files; each goes up by itself with its progress
// and is sent again when the network comes back.

import { $, $$, text, toast, token } from './app.js';
import { new_key } from './outbox.js';

const first_retry_ms = 2000;
const last_retry_ms = 30000;

/** A name for what was pasted: browsers call every screenshot image.png. */
function name_of(file, card) {
  if (file.name && file.name !== 'image.png') return file.name;
  const now = new Date().toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '.');
  return `${card.dataset.q} ${now}.png`;
}

function chip_for(card, name) {
  const chip = document.createElement('li');
  chip.className = 'chip chip-x';
  const title = document.createElement('span');
  title.textContent = name;
  const bar = document.createElement('progress');
  bar.max = 100;
  bar.value = 0;
  bar.setAttribute('aria-label', text('run.uploading', { name }));
  const state = document.createElement('span');
  state.className = 'meta xs';
  state.setAttribute('role', 'status');
  chip.append(title, bar, state);
  $('.uploads', card).append(chip);
  return { chip, bar, state };
}

function address_of(card, name) {
  const query = new URLSearchParams({ name, link: card.dataset.target });
  const locator = $('.ev-locator', card)?.value.trim();
  if (locator) query.set('locator', locator);
  return `/evidence/files?${query}`;
}

/** Sends one file until the server has it or refuses it. The key makes a file that arrived twice count once. */
function send(card, file, renew) {
  const name = name_of(file, card);
  const { chip, bar, state } = chip_for(card, name);
  const address = address_of(card, name);
  const key = new_key();
  let wait = first_retry_ms;
  const again = () => {
    state.textContent = text('run.upload_waits');
    const timer = setTimeout(attempt, wait);
    addEventListener('online', () => (clearTimeout(timer), attempt()), { once: true });
    wait = Math.min(last_retry_ms, wait * 2);
  };
  const fail = (sentence) => {
    bar.remove();
    chip.classList.add('chip-bad');
    state.textContent = sentence || text('run.upload_failed');
    const close = document.createElement('button');
    close.type = 'button';
    close.textContent = '×';
    close.setAttribute('aria-label', text('run.remove_upload', { name }));
    close.addEventListener('click', () => chip.remove());
    chip.append(close);
  };
  let running = false;
  function attempt() {
    if (running) return;
    running = true;
    const request = new XMLHttpRequest();
    request.open('PUT', address);
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('Idempotency-Key', key);
    request.setRequestHeader('X-Form-Token', token());
    request.upload.onprogress = (event) => {
      bar.value = (event.loaded / event.total) * 100;
      state.textContent = `${Math.round(bar.value)} %`;
    };
    request.onerror = () => {
      running = false;
      again();
    };
    request.onload = async () => {
      running = false;
      if (request.status === 201) {
        await renew();
        return chip.remove();
      }
      if (request.status === 401 || request.status === 403 || request.status === 429 || request.status >= 500)
        return again();
      let sentence = '';
      try {
        const body = JSON.parse(request.responseText);
        sentence = body.problems?.[0]?.sentence ?? body.problem ?? '';
      } catch {
        // An error page; the general sentence has to do.
      }
      fail(sentence);
    };
    request.send(file);
  }
  attempt();
}

async function post(address, fields) {
  const reply = await fetch(address, {
    method: 'POST',
    headers: { 'Accept': 'application/json', 'X-Form-Token': token() },
    body: new URLSearchParams({ ...fields, token: token() }),
  });
  if (!reply.ok) throw new Error(String(reply.status));
}

/** Takes evidence off an answer, with a way back. */
async function detach(form, renew) {
  const { action } = form;
  const target = form.elements.target.value;
  const locator = form.closest('.chip').dataset.locator ?? '';
  try {
    await post(action, { target });
    await renew();
    toast(text('run.detached'), text('run.undo'), async () => {
      await post(action.replace(/\/remove$/, ''), { target, locator });
      renew();
    });
  } catch {
    toast(text('sync.error'));
  }
}

export function offer_evidence({ cards, current, renew }) {
  for (const card of cards) {
    const area = $('.drop', card);
    if (!area) continue;
    const take = (files) => [...files].forEach((file) => send(card, file, renew));
    for (const name of ['dragenter', 'dragover'])
      card.addEventListener(name, (event) => {
        event.preventDefault();
        area.classList.add('over-d');
      });
    for (const name of ['dragleave', 'drop']) card.addEventListener(name, () => area.classList.remove('over-d'));
    card.addEventListener('drop', (event) => {
      event.preventDefault();
      take(event.dataTransfer.files);
    });
    const input = $('input[type=file]', area);
    input.addEventListener('change', () => {
      take(input.files);
      input.value = '';
    });
    card.addEventListener('submit', (event) => {
      if (!event.target.matches('.q-detach')) return;
      event.preventDefault();
      detach(event.target, renew);
    });
    card.addEventListener('change', (event) => {
      const form = event.target.closest('.q-locator');
      if (!form) return;
      post(form.action, { target: form.elements.target.value, locator: event.target.value })
        .then(renew, () => toast(text('sync.error')));
    });
  }
  document.addEventListener('paste', (event) => {
    const files = event.clipboardData.files;
    if (!files.length || !$('.drop', current())) return;
    event.preventDefault();
    [...files].forEach((file) => send(current(), file, renew));
  });
}

// Sends a backup on the set-up page and shows how far it is. Without this file the form sends it by itself.

import { $, percent } from './app.js';

const form = $('#restore-form');
const bar = $('#restore-bar');
const said = $('#restore-said');

function ended(request) {
  let answer = null;
  try {
    answer = JSON.parse(request.responseText);
  } catch {
    // no answer of ours: the sentence below says so
  }
  if (request.status === 201 && answer) {
    location.assign(answer.url);
    return;
  }
  bar.hidden = true;
  form.elements.send.disabled = false;
  said.textContent =
    answer?.sentence || (answer?.problems ?? []).map((problem) => problem.sentence).join(' ') || said.dataset.broken;
  said.focus();
}

form?.addEventListener('submit', (event) => {
  event.preventDefault();
  const request = new XMLHttpRequest(); // fetch tells nothing about the way up
  request.open('POST', form.action);
  request.setRequestHeader('Accept', 'application/json');
  request.upload.onprogress = ({ loaded, total }) => {
    bar.max = total;
    bar.value = loaded;
    said.textContent = percent(loaded / total);
  };
  request.upload.onload = () => {
    bar.removeAttribute('value');
    said.textContent = said.dataset.checking;
  };
  request.onloadend = () => ended(request);
  request.send(new FormData(form));
  bar.hidden = false;
  form.elements.send.disabled = true;
});

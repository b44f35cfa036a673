// The list of evidence: files that are dropped anywhere, pasted or chosen go up one after another, with progress.

import { $, text } from './app.js';
import { element, line_for, show_ended, show_progress, too_large, when_dropped } from './upload-lines.js';
import { upload, use_instead } from './upload.js';

const form = $('#add-form');
const list = $('#uploads-list');
const said = $('#uploads-said');

const waiting = [];
let under_way = false;

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
    const sentence = too_large(line.file, form);
    if (sentence) throw { sentence };
    const onprogress = (progress) => show_progress(line, started, progress);
    show_registered(line, await upload(line.file, { onprogress, signal: line.control.signal }));
  } catch (error) {
    show_ended(line, said, error);
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
  for (const file of files) waiting.push(line_for(list, file));
  $('#uploads').scrollIntoView({ block: 'nearest' });
  work_all();
}

if (form) {
  when_dropped($('#drop-all'), text('evidence.pasted'), take);
  addEventListener('beforeunload', (event) => (under_way || waiting.length) && event.preventDefault());

  // Files chosen without anything said about them go up with progress; what is said about them needs the form.
  form.addEventListener('submit', (event) => {
    const chosen = [...form.elements.file.files];
    const names = ['title', 'type', 'document_date', 'location', 'kept_by', 'reference_number', 'seen_on', 'seen_by', 'seen_how'];
    const is_described = names.some((name) => form.elements[name].value) || form.elements.grouping.checked
      || form.elements.hand_in.checked || form.elements.confidentiality.value !== 'INTERNAL';
    if (is_described || !chosen.length) return;
    event.preventDefault();
    take(chosen);
    form.reset();
  });
}

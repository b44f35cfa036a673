// The page of a record: files that are dropped anywhere, pasted or chosen become a new version together, with progress.

import { $, text } from './app.js';
import { is_touched } from './fields.js';
import { line_for, show_ended, show_progress, too_large, when_dropped } from './upload-lines.js';
import { upload_version } from './upload.js';

const form = $('#version-form');
const said = $('#uploads-said');
let under_way = false;

/** What stands in the queue for several files: their names and their size together. */
const together = (files) => ({
  name: files.map((file) => file.name).join(', '),
  size: files.reduce((sum, file) => sum + file.size, 0),
});

/** Shows the new version, unless that would take away what is being written in another form of the page. */
function show_version(line) {
  if (![...document.forms].some((each) => each !== form && is_touched(each))) {
    location.reload();
    return;
  }
  form.reset();
  line.state.textContent = text('evidence.version_made');
  said.textContent = line.state.textContent;
}

async function take(files) {
  if (!files.length) return;
  const line = line_for($('#uploads-list'), files.length === 1 ? files[0] : together(files));
  if (under_way) {
    show_ended(line, said, { sentence: text('evidence.one_at_a_time') });
    line.bar.remove();
    line.cancel.remove();
    return;
  }
  under_way = true;
  const started = performance.now();
  try {
    const sentence = files.map((file) => too_large(file, form)).find(Boolean);
    if (sentence) throw { sentence };
    const onprogress = (progress) => show_progress(line, started, progress);
    await upload_version(form.dataset.number, files, { onprogress, signal: line.control.signal });
    under_way = false;
    show_version(line);
  } catch (error) {
    show_ended(line, said, error);
  }
  line.bar.remove();
  line.cancel.remove();
  under_way = false;
}

if (form) {
  when_dropped($('#drop-all'), text('evidence.pasted'), take);
  form.addEventListener('submit', (event) => {
    const chosen = [...form.elements.file.files];
    if (!chosen.length) return;
    event.preventDefault();
    take(chosen);
  });
  addEventListener('beforeunload', (event) => under_way && event.preventDefault());
}

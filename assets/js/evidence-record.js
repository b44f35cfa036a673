// The page of a record: files that are dropped anywhere, pasted or chosen become a new version together, with progress.

import { $, text } from './app.js';
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

async function take(files) {
  if (!files.length || under_way) return;
  under_way = true;
  const line = line_for($('#uploads-list'), files.length === 1 ? files[0] : together(files));
  const started = performance.now();
  try {
    const sentence = files.map((file) => too_large(file, form)).find(Boolean);
    if (sentence) throw { sentence };
    const onprogress = (progress) => show_progress(line, started, progress);
    await upload_version(form.dataset.number, files, { onprogress, signal: line.control.signal });
    under_way = false;
    location.reload();
    return;
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

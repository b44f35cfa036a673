// Boxes of a table that are ticked together: with shift a range, by the box of the head all of the page, by the keys X
// and shift X the row that has the focus. Everything else is a plain form.

import { $, $$, on_key, text } from './app.js';

const table = $('table[data-ticks]');
const boxes = table ? $$('input[name=pick]', table) : [];
let last; // the box that was ticked or unticked last

const all = $('#tick-all');
const said = $('#ticked');

function tell() {
  const ticked = boxes.filter((box) => box.checked).length;
  if (said) said.textContent = ticked ? text('evidence.bulk.ticked', { count: ticked }) : '';
  if (!all) return;
  all.checked = ticked > 0 && ticked === boxes.length;
  all.indeterminate = ticked > 0 && ticked < boxes.length;
}

/** Gives all boxes from the last one to this one the state of this one. */
function range_to(box) {
  const from = boxes.indexOf(last);
  const to = boxes.indexOf(box);
  if (from < 0) return;
  for (const each of boxes.slice(Math.min(from, to), Math.max(from, to) + 1)) each.checked = box.checked;
}

for (const box of boxes)
  box.addEventListener('click', (event) => {
    if (event.shiftKey) range_to(box);
    last = box;
    tell();
  });

if (all) {
  all.closest('label').hidden = false;
  all.addEventListener('change', () => {
    for (const box of boxes) box.checked = all.checked;
    tell();
  });
}

if (boxes.length) {
  tell();
  addEventListener('pageshow', tell); // a browser that goes back has kept the ticks
  on_key((event) => {
    if (event.key.toLowerCase() !== 'x') return false;
    const row = document.activeElement?.closest?.('tr');
    const box = boxes.find((each) => row?.contains(each));
    if (!box) return false;
    box.checked = !box.checked;
    if (event.shiftKey) range_to(box);
    last = box;
    tell();
    return true;
  });
}

// A job's page follows its job. Without this file, "look again" does.

import { $, percent, text } from './app.js';

const box = $('#job');
const wait_ms = 700;
const longest_wait_ms = 15_000;
let next_ms = wait_ms;

function show(job) {
  $('#job-state').textContent = job.state;
  $('#job-percent').textContent = percent(job.percent / 100);
  $('#job-bar').value = job.percent;
}

async function follow() {
  const reply = await fetch(box.dataset.address, { headers: { Accept: 'application/json' } }).catch(() => null);
  if ([401, 404].includes(reply?.status)) {
    $('#job-state').textContent = text('job.signed_out'); // the page itself leads to the sign-in
    return;
  }
  const job = reply?.ok ? await reply.json().catch(() => null) : null;
  if (job) show(job);
  if (job?.over) {
    location.reload();
    return;
  }
  next_ms = job ? wait_ms : Math.min(next_ms * 2, longest_wait_ms); // the server is away for a moment; the job is not
  setTimeout(follow, next_ms);
}

if (box) setTimeout(follow, wait_ms);

// A job's page follows its job. Without this file, "look again" does.

import { $, percent } from './app.js';

const box = $('#job');
const wait_ms = 700;

async function follow() {
  try {
    const reply = await fetch(box.dataset.address, { headers: { Accept: 'application/json' } });
    if (reply.ok) {
      const job = await reply.json();
      $('#job-state').textContent = job.state;
      $('#job-percent').textContent = percent(job.percent / 100);
      $('#job-bar').value = job.percent;
      if (job.over) {
        location.reload();
        return;
      }
    }
  } catch {
    // The server is away for a moment; the job is not.
  }
  setTimeout(follow, wait_ms);
}

if (box) setTimeout(follow, wait_ms);

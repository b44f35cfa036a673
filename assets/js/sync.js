// The visible saved state of a page that saves by itself.

import { $, local_time, text } from './app.js';

const icons = {
  saved: 'cloud-check', saving: 'refresh', offline: 'offline', error: 'minor', refused: 'minor', blocked: 'minor',
  signin: 'lock', conflict: 'users',
};
const alarming = ['conflict', 'signin', 'refused', 'blocked'];
const clock = () => local_time(new Date(), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** The way to a new sign-in and back to this place; what waits is kept in the browser meanwhile. */
function sign_in_link() {
  const here = `${location.pathname}${location.search}${location.hash}`;
  $('#sign-in-again').href = `/sign-in?next=${encodeURIComponent(here)}`;
}

/**
 * Shows what `box` does in the page's #sync. `words` has keys of texts for states that are told in other words here;
 * `blocked()` is called when the browser keeps nothing.
 */
export function show_state(box, { words = {}, blocked }) {
  const sync = $('#sync');
  box.addEventListener('state', ({ detail: { state, waiting } }) => {
    sync.dataset.state = alarming.includes(state) ? 'error' : state;
    $('use', sync).setAttribute('href', `#i-${icons[state]}`);
    $('span', sync).textContent = text(words[state] ?? `sync.${state}`, { count: waiting, time: clock() });
    sync.title = $('span', sync).textContent;
    $('#signed-out').hidden = state !== 'signin';
    if (state === 'signin') sign_in_link();
    if (state === 'blocked') blocked();
  });
}

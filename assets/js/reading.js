// The page of an audit that can only be read. What its reader typed while it could be written, and what did not reach
// the server in time, is tried once more; what is not taken stands on the page.

import { $, token } from './app.js';
import { kept_list } from './kept.js';
import { Outbox } from './outbox.js';

const box = new Outbox({ owner: $('#run').dataset.actor, token });
const kept = kept_list(box, () => true);
const look_again = () => kept.renew().catch(() => {}); // a browser that keeps nothing has nothing to show

for (const event of ['state', 'saved', 'refused', 'conflict']) box.addEventListener(event, look_again);
box.release().then(() => box.flush(), () => {});
look_again();

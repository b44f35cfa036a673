// A page under way that is loaded again while something waits to be sent: neither what waits nor what is typed before the
// page has taken it up is lost.

import assert from 'node:assert/strict';
import test from 'node:test';
import { check_quiet, launch, saved, tab_of, window_of } from './support/browser.mjs';
import { House } from './support/house.mjs';

const patience = 60_000;

/** Answers of the browser's database wait until let_the_database_go() is called. */
function held_database() {
  const all = IDBObjectStore.prototype.getAll;
  const held = [];
  let holds = true;
  globalThis.let_the_database_go = () => {
    holds = false;
    for (const told of held.splice(0)) told();
  };
  IDBObjectStore.prototype.getAll = function (...words) {
    const request = all.apply(this, words);
    return {
      get result() {
        return request.result;
      },
      set onsuccess(told) {
        request.onsuccess = () => (holds ? held.push(told) : told());
      },
      set onerror(told) {
        request.onerror = told;
      },
    };
  };
}

test('what waits and what is typed while it is taken up', async (t) => {
  const house = await House.furnished();
  const browser = await launch();
  t.after(async () => {
    await browser.close();
    await house.dispose();
  });
  const audit = await house.plan_audit();
  await house.begin_fieldwork(audit);
  const run = `${audit}/run/8.1`;
  const [{ id }, { id: other }] = (await house.selin.view(run)).cards;
  const stored = async (which) => (await house.selin.view(run)).cards.find((card) => card.id === which);
  const note = `[id="n-${id}"]`;

  /** A tab in which "Waited." waits for the note, the server being away for everything but pages and scripts. */
  async function tab_with_waiting_text(prepare) {
    const context = await window_of(browser, house.server, house.selin);
    const page = await tab_of(context);
    page.setDefaultTimeout(patience);
    await page.goto(`${run}#q-${id}`);
    await page.route('**/answers/**', (route) => route.abort());
    await page.fill(note, 'Waited.');
    await page.waitForSelector('#sync[data-state=offline]');
    await prepare(page);
    return page;
  }

  async function both_are_kept(page, text) {
    await page.waitForFunction(([field, wanted]) => document.querySelector(field).value === wanted, [note, text]);
    await page.unroute('**/answers/**');
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await saved(page);
    const until = Date.now() + patience;
    while ((await stored(id)).note !== text && Date.now() < until) await new Promise((done) => setTimeout(done, 50));
    assert.equal((await stored(id)).note, text);
    page.wrongs.splice(0); // the requests that were cut off
  }

  await t.test('typed while the browser still reads what waits', async () => {
    const page = await tab_with_waiting_text((tab) => tab.addInitScript(held_database));
    await page.reload();
    await page.locator(note).press('End');
    await page.locator(note).pressSequentially(' More.');
    assert.equal(await page.inputValue(note), ' More.'); // it is not taken up yet
    await page.evaluate(() => globalThis.let_the_database_go());
    await both_are_kept(page, 'Waited. More.');
    await page.context().close();
  });

  await t.test('typed and chosen before the scripts are there', async () => {
    const version = (await stored(id)).version;
    await house.selin.patch((await stored(id)).action, version, { note: '' });
    let let_through = null;
    const held = new Promise((done) => (let_through = done));
    const page = await tab_with_waiting_text((tab) =>
      tab.route('**/outbox.js', async (route) => {
        await held;
        await route.continue();
      }));
    await page.reload({ waitUntil: 'commit' });
    await page.locator(note).pressSequentially(' Early.');
    await page.locator(`[id="q-${id}"] .gr input[value=C]`).check({ force: true });
    let_through();
    await both_are_kept(page, 'Waited. Early.');
    assert.equal((await stored(id)).mark, 'C');
    assert.equal((await stored(other)).note, '');
    check_quiet(page);
    await page.context().close();
  });
});

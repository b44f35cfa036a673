// What plan and fieldwork of an audit are written on: by plain forms, by itself, against somebody else, without a network.

import assert from 'node:assert/strict';
import test from 'node:test';
import { check_access, check_quiet, check_room, check_width, saved, sizes, tab_of, window_of } from './support/browser.mjs';
import { in_fieldwork } from './support/fieldwork.mjs';

const patience = Number(process.env.PATIENCE ?? 30_000);
const { house, audit, browser } = await in_fieldwork();

const interviews = `${audit}/records/interviews`;
const communications = `${audit}/records/communications`;
const stored = async (address) => (await house.can.view(address)).rows.filter((row) => row.place !== 'new');
const text_of = (row, name) => row?.fields.find((field) => field.name === `s_${name}`).value;
const rows_url = (url) => url.pathname.includes('/records/');
const field = (page, place, name) => page.locator(`[id="f-${place}-${name}"]`);
const row = (page, place) => page.locator(`[id="row-${place}"]`);
const state = (page, name) => page.waitForSelector(`#sync[data-state=${name}]`);

async function tab_at(visitor, address, options) {
  const page = await tab_of(await window_of(browser, house.server, visitor, options));
  page.setDefaultTimeout(patience);
  await page.goto(address);
  return page;
}

/** Waits until the server holds what `looked_for(rows)` is true for. */
async function kept(address, looked_for) {
  const until = Date.now() + patience;
  while (!looked_for(await stored(address)) && Date.now() < until) await new Promise((done) => setTimeout(done, 100));
  assert.ok(looked_for(await stored(address)), JSON.stringify((await stored(address)).map((each) => each.fields.map((f) => f.value))));
}

test('a row is added, changed, removed and brought back without scripts', async () => {
  const page = await tab_at(house.selin, communications, { javaScriptEnabled: false });
  assert.match(await page.locator('main').innerText(), /Nothing is written here yet/);
  await field(page, 'new', 'with').fill('Nur Tan');
  await field(page, 'new', 'date').fill('2026-11-23');
  await Promise.all([page.waitForNavigation(), row(page, 'new').getByRole('button', { name: 'Add the row' }).click()]);
  assert.ok(page.url().endsWith('#row-1'));
  assert.equal(await field(page, 1, 'with').inputValue(), 'Nur Tan');
  assert.match(await row(page, 1).innerText(), /Saved .* Selin Demir/);
  assert.match(await page.locator('#gaps').innerText(), /1 thing is still missing[\s\S]*Row 1: /);
  await field(page, 1, 'subject').fill('The shop in Bursa cannot be visited.');
  await Promise.all([page.waitForNavigation(), row(page, 1).getByRole('button', { name: 'Save' }).click()]);
  assert.match(await page.locator('#gaps').innerText(), /Nothing is missing/);
  await Promise.all([page.waitForNavigation(), row(page, 1).getByRole('button', { name: 'Remove the row' }).click()]);
  assert.equal((await stored(communications)).length, 0);
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Undo' }).click()]);
  assert.equal(text_of((await stored(communications))[0], 'with'), 'Nur Tan');
  await page.context().close();
});

test('a refused row comes back as typed, and a newer text stands beside it, without scripts', async () => {
  const page = await tab_at(house.selin, interviews, { javaScriptEnabled: false });
  await field(page, 'new', 'function').fill('Clerk');
  await field(page, 'new', 'clauses').fill('7.4 9.99');
  await Promise.all([page.waitForNavigation(), row(page, 'new').getByRole('button', { name: 'Add the row' }).click()]);
  assert.match(await page.locator('.problems').innerText(), /9\.99/);
  assert.equal(await field(page, 'new', 'function').inputValue(), 'Clerk');
  await field(page, 'new', 'clauses').fill('7.4');
  await Promise.all([page.waitForNavigation(), row(page, 'new').getByRole('button', { name: 'Add the row' }).click()]);
  await house.can.patch(`${interviews}/1`, 1, { s_topic: 'What Can asked' });
  await field(page, 1, 'topic').fill('What Selin asked');
  await Promise.all([page.waitForNavigation(), row(page, 1).getByRole('button', { name: 'Save' }).click()]);
  assert.match(await row(page, 1).innerText(), /What Can asked/);
  assert.equal(await field(page, 1, 'topic').inputValue(), 'What Selin asked');
  await Promise.all([page.waitForNavigation(), row(page, 1).getByRole('button', { name: 'Save' }).click()]);
  assert.equal(text_of((await stored(interviews))[0], 'topic'), 'What Selin asked');
  await page.context().close();
});

test('what is typed saves by itself, and what is missing is told anew', async () => {
  const page = await tab_at(house.selin, interviews);
  const before = (await stored(interviews)).length;
  await field(page, 'new', 'function').fill('Head of the desk');
  await kept(interviews, (rows) => rows.length === before + 1);
  const place = before + 1;
  await row(page, place).locator('.rec-saved', { hasText: 'Selin Demir' }).waitFor();
  assert.equal(await page.locator(`.need[data-at="${place}/topic"]`).isVisible(), true);
  await field(page, place, 'topic').fill('How complaints arrive');
  await field(page, place, 'awareness').selectOption('AWARE');
  await saved(page);
  await kept(interviews, (rows) => text_of(rows.at(-1), 'awareness') === 'AWARE' && text_of(rows.at(-1), 'topic') === 'How complaints arrive');
  assert.equal((await stored(interviews)).length, before + 1, 'one row');
  assert.equal(await page.locator(`.need[data-at="${place}/topic"]`).isVisible(), false);
  await page.reload();
  assert.equal(await field(page, place, 'topic').inputValue(), 'How complaints arrive');
  check_quiet(page);
  await page.context().close();
});

test('rows are added by the keyboard', async () => {
  const page = await tab_at(house.selin, interviews);
  const before = (await stored(interviews)).length;
  await field(page, 'new', 'function').focus();
  await page.keyboard.type('Accountant');
  await page.keyboard.press('Control+Enter');
  await page.keyboard.press('Shift+Tab'); // the day comes before the function
  await page.keyboard.press('Control+Enter'); // an empty row is not doubled
  const focused = await page.evaluate(() => document.activeElement.id);
  await page.keyboard.press('Tab');
  for (let presses = 0; presses < 5 && !(await page.evaluate(() => document.activeElement.name === 's_function')); ++presses)
    await page.keyboard.press('Tab');
  await page.keyboard.type('Driver');
  assert.match(focused, /^f-n\d+-date$/);
  await kept(interviews, (rows) => rows.length === before + 2 && text_of(rows.at(-1), 'function') === 'Driver');
  assert.equal(text_of((await stored(interviews)).at(-2), 'function'), 'Accountant');
  await page.context().close();
});

test('two people in one field see both texts', async () => {
  const page = await tab_at(house.selin, interviews);
  const [first] = await stored(interviews);
  await house.can.patch(`${interviews}/1`, first.version, { s_topic: 'Asked by Can', s_function: first.fields.find((f) => f.name === 's_function').value });
  await field(page, 1, 'topic').fill('Asked by Selin');
  const panel = row(page, 1).locator('.conflict');
  await panel.waitFor();
  assert.match(await panel.innerText(), /Asked by Can[\s\S]*Asked by Selin/);
  await check_access(page);
  await panel.getByRole('button', { name: 'Keep both texts' }).click();
  await kept(interviews, (rows) => text_of(rows[0], 'topic') === 'Asked by Can\nAsked by Selin');
  await saved(page);
  await house.can.patch(`${interviews}/1`, (await stored(interviews))[0].version, { s_note: 'By Can' });
  await field(page, 1, 'topic').fill('Another field of the same row');
  await kept(interviews, (rows) => text_of(rows[0], 'topic') === 'Another field of the same row');
  assert.equal(text_of((await stored(interviews))[0], 'note'), 'By Can', 'what the other wrote stays');
  assert.equal(await page.locator('.conflict').count(), 0);
  await page.context().close();
});

test('nothing typed without a network is lost, through a reload too', async () => {
  const page = await tab_at(house.selin, interviews);
  const before = (await stored(interviews)).length;
  await page.route(rows_url, (route) => (route.request().method() === 'PATCH' ? route.abort() : route.continue()));
  await field(page, 1, 'note').fill('Typed offline.');
  await field(page, 'new', 'function').fill('Cashier');
  await state(page, 'offline');
  await page.keyboard.press('Control+Enter');
  await page.keyboard.press('Tab');
  await field(page, 'n1', 'function').fill('Guard');
  await page.waitForTimeout(500); // the outbox has it
  await page.reload();
  await page.waitForFunction(() => document.getElementById('f-1-note').value === 'Typed offline.');
  await page.waitForFunction(() => [...document.querySelectorAll('[name=s_function]')].some((each) => each.value === 'Guard'));
  assert.equal((await stored(interviews)).length, before);
  await page.unroute(rows_url);
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await kept(interviews, (rows) => rows.length === before + 2 && text_of(rows[0], 'note') === 'Typed offline.');
  assert.deepEqual((await stored(interviews)).slice(-2).map((each) => text_of(each, 'function')).sort(), ['Cashier', 'Guard']);
  await saved(page);
  await page.context().close();
});

test('a lost reply does not make a second row', async () => {
  const page = await tab_at(house.selin, interviews);
  const before = (await stored(interviews)).length;
  await page.route(rows_url, async (route) => {
    await route.fetch(); // the server has it
    await route.abort();
  }, { times: 1 });
  await field(page, 'new', 'function').fill('Baker');
  await state(page, 'offline');
  await field(page, 'new', 'function').pressSequentially(' and more');
  await kept(interviews, (rows) => text_of(rows.at(-1), 'function') === 'Baker and more');
  assert.equal((await stored(interviews)).length, before + 1);
  assert.equal(await page.locator('.conflict').count(), 0);
  await page.context().close();
});

test('what is refused says why beside its row and is sent again when it is mended', async () => {
  const page = await tab_at(house.selin, interviews);
  await field(page, 1, 'evidence').fill('EV-7777');
  await row(page, 1).locator('.rec-problem:visible', { hasText: 'no such evidence' }).waitFor();
  assert.equal(await field(page, 1, 'evidence').getAttribute('aria-invalid'), 'true');
  await field(page, 1, 'evidence').fill('');
  await field(page, 1, 'note').fill('Mended.');
  await kept(interviews, (rows) => text_of(rows[0], 'note') === 'Mended.');
  assert.equal(await row(page, 1).locator('.rec-problem:visible').count(), 0);
  await page.context().close();
});

test('a row is removed with what was typed last, and comes back with it', async () => {
  const page = await tab_at(house.selin, communications);
  await field(page, 1, 'outcome').fill('Moved to Thursday.');
  await Promise.all([page.waitForNavigation(), row(page, 1).getByRole('button', { name: 'Remove the row' }).click()]);
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Undo' }).click()]);
  await kept(communications, (rows) => text_of(rows[0], 'outcome') === 'Moved to Thursday.');
  await page.context().close();
});

test('a browser that keeps nothing saves with the button', async () => {
  const page = await tab_of(await window_of(browser, house.server, house.selin));
  await page.addInitScript(() => {
    Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('no storage', 'SecurityError'); } });
  });
  await page.goto(communications);
  await field(page, 1, 'outcome').fill('By the button.');
  await Promise.all([page.waitForNavigation(), row(page, 1).getByRole('button', { name: 'Save' }).click()]);
  assert.equal(text_of((await stored(communications))[0], 'outcome'), 'By the button.');
  check_quiet(page);
  await page.context().close();
});

test('the list and the sheets are accessible, narrow, dark and Turkish', async () => {
  for (const [language, colorScheme] of [['en', 'light'], ['tr', 'dark']]) {
    await house.selin.speak(language);
    for (const address of [`${audit}/records`, interviews, communications, `${audit}/records/agenda`, audit]) {
      const page = await tab_at(house.selin, address, { colorScheme });
      assert.equal(await page.getAttribute('html', 'lang'), language);
      await check_access(page);
      for (const width of [1440, 820, 390, 320]) {
        await page.setViewportSize(sizes[width]);
        await check_width(page);
        await check_room(page);
      }
      check_quiet(page);
      await page.context().close();
    }
  }
  await house.selin.speak('en');
});

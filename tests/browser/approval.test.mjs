// "Not applicable" waits for the lead auditor, who reads the reasons on the review page and approves them one by one or all
// at once, by plain forms.

import assert from 'node:assert/strict';
import test from 'node:test';
import { check_access, check_quiet, check_width, sizes, tab_of, window_of } from './support/browser.mjs';
import { in_fieldwork } from './support/fieldwork.mjs';

const { house, audit, browser } = await in_fieldwork();

const review = `${audit}/review`;
const clause = `${audit}/run/7.4`;
const reason = 'Nobody hands complaints in by post here: <b>there is no box</b> for them.';
const answered = (await house.can.view(clause)).cards.slice(0, 3);
for (const card of answered) await house.can.patch(card.action, 0, { result: 'NA', note: reason });
const ids = answered.map((card) => card.id);

const waiting = async () => (await house.selin.view(review)).approvals.map((one) => one.id);
const press = (page, button) => Promise.all([page.waitForNavigation(), page.getByRole('button', { name: button }).click()]);
const selin_at = async (options) => {
  const page = await tab_of(await window_of(browser, house.server, house.selin, options));
  await page.goto(review);
  return page;
};

for (const [name, options, widths] of [
  ['light, English', { colorScheme: 'light' }, [1440, 390, 320]],
  ['dark, Turkish', { colorScheme: 'dark', locale: 'tr-TR' }, [820, 390, 320]],
])
  test(`what waits is accessible and fits: ${name}`, async () => {
    const page = await selin_at(options);
    assert.equal(await page.locator('.approvals li').count(), 3);
    assert.ok((await page.locator('.approvals').innerText()).includes(reason), 'a reason is text');
    await check_access(page);
    for (const width of widths) {
      await page.setViewportSize(sizes[width]);
      await check_width(page);
    }
    check_quiet(page);
    await page.context().close();
  });

test('who does not lead is offered nothing to approve', async () => {
  const page = await tab_of(await window_of(browser, house.server, house.can));
  await page.goto(review);
  assert.equal(await page.locator('form[action$="/not-applicable"]').count(), 0);
  await page.context().close();
});

test('nothing ticked is refused, and the page comes back', async () => {
  const page = await selin_at({ javaScriptEnabled: false, viewport: sizes[390] });
  await press(page, 'Approve what is ticked');
  assert.equal(await page.locator('.problems li').count(), 1);
  assert.deepEqual(await waiting(), ids);
  await page.context().close();
});

test('what is ticked is approved, and nothing else', async () => {
  const page = await selin_at({ javaScriptEnabled: false, viewport: sizes[390] });
  await page.getByLabel(ids[1]).check();
  await press(page, 'Approve what is ticked');
  assert.equal(new URL(page.url()).pathname, review);
  assert.deepEqual(await waiting(), [ids[0], ids[2]]);
  await page.context().close();
});

test('an answer that was changed after it was read is not approved', async () => {
  const page = await selin_at({ javaScriptEnabled: false });
  const [card] = (await house.can.view(clause)).cards;
  await house.can.patch(card.action, card.version, { result: 'NA', note: `${reason} Now it says something else.` });
  await press(page, 'Approve all 2');
  assert.equal(await page.locator('.problems li').count(), 1);
  assert.deepEqual(await waiting(), [ids[0], ids[2]]);
  await page.context().close();
});

test('all that is left is approved at once', async () => {
  const page = await selin_at({ javaScriptEnabled: false });
  await press(page, 'Approve all 2');
  assert.deepEqual(await waiting(), []);
  const { cards } = await house.selin.view(clause);
  assert.deepEqual(cards.slice(0, 3).map((card) => card.mark), ['NA', 'NA', 'NA']);
  await page.context().close();
});

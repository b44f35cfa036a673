// The list of evidence: several records at once, by keys and boxes and without scripts; files in a tab of their own; the list
// as a file.

import assert from 'node:assert/strict';
import test from 'node:test';
import { check_access, check_quiet, check_width, launch, tab_of, window_of } from './support/browser.mjs';
import { House } from './support/house.mjs';

const house = await House.furnished();
const browser = await launch();
const { selin, elif } = house;
const numbers = [];
for (let i = 0; i < 6; ++i) numbers.push((await selin.upload(`Kayıt ${i}.html`, `satır ${i}: ışık\n`)).number);

test.after(async () => {
  await browser.close();
  await house.dispose();
});

test('boxes are ticked by range, by the head and by keys', async () => {
  const page = await tab_of(await window_of(browser, house.server, elif));
  await page.goto('/evidence?sort=number&dir=asc');
  const boxes = page.locator('input[name=pick]');
  const ticked = () => page.locator('input[name=pick]:checked').count();
  await boxes.nth(1).click();
  await boxes.nth(4).click({ modifiers: ['Shift'] });
  assert.equal(await ticked(), 4);
  await page.locator('#tick-all').focus();
  await page.keyboard.press('Space');
  assert.equal(await ticked(), await boxes.count());
  await page.keyboard.press('Space');
  assert.equal(await ticked(), 0);
  await page.locator('tbody tr').nth(0).locator('.ev-title a').focus();
  await page.keyboard.press('x');
  await page.locator('tbody tr').nth(2).locator('.ev-title a').focus();
  await page.keyboard.press('Shift+X');
  assert.equal(await ticked(), 3);
  check_quiet(page);
});

test('without scripts several are linked at once, and a page says what became of each', async () => {
  const page = await tab_of(
    await window_of(browser, house.server, selin, { javaScriptEnabled: false, viewport: { width: 390, height: 844 } }));
  for (const [linked, refused] of [[2, 0], [1, 2]]) {
    await page.goto('/evidence?sort=number&dir=asc');
    const boxes = page.locator('input[name=pick]');
    for (let i = 0; i < linked + refused; ++i) await boxes.nth(i).check();
    await page.fill('#b-target', '7.4');
    await Promise.all([page.waitForNavigation(), page.click('button[form=bulk][value=link]')]);
    assert.equal(await page.locator('[aria-labelledby=done-h] li').count(), linked);
    assert.equal(await page.locator('[aria-labelledby=refused-h] li').count(), refused);
  }
  await page.locator('.page-h a.btn').click();
  assert.equal(new URL(page.url()).search, '?sort=number&dir=asc');
});

test('the page that says what became of each is accessible', async () => {
  const page = await tab_of(await window_of(browser, house.server, elif, { viewport: { width: 390, height: 844 } }));
  await page.goto('/evidence');
  await page.locator('input[name=pick]').first().check();
  await Promise.all([page.waitForNavigation(), page.click('button[form=bulk][value=accept]')]);
  assert.equal(await page.locator('[aria-labelledby=refused-h] li').count(), 1);
  await check_access(page);
  await check_width(page);
  check_quiet(page);
});

test('a file opens from list and record by keyboard, sandboxed, as text in its letters', async () => {
  const window = await window_of(browser, house.server, selin);
  const page = await tab_of(window);
  for (const [address, link] of [[`/evidence?q=${numbers[0]}`, '.ev-no a'], [`/evidence/${numbers[0]}`, '.ev-file a[target=_blank]']]) {
    await page.goto(address);
    await page.locator(link).first().focus();
    const [tab] = await Promise.all([window.waitForEvent('page'), page.keyboard.press('Enter')]);
    await tab.waitForLoadState();
    assert.equal(await tab.evaluate(() => document.contentType), 'text/plain');
    assert.equal((await tab.locator('body').innerText()).trim(), 'satır 0: ışık');
    assert.equal(await tab.evaluate(() => self.origin), 'null', 'an origin of its own');
    await tab.close();
  }
});

test('the list is had as a file of what is filtered', async () => {
  for (const ending of ['csv', 'xlsx']) {
    const reply = await selin.request(`/evidence.${ending}?q=${numbers[1]}`);
    assert.equal(reply.status, 200);
    assert.match(reply.headers.get('content-disposition'), new RegExp(`^attachment;.*-\\d{4}-\\d\\d-\\d\\d\\.${ending}`));
    const bytes = Buffer.from(await reply.arrayBuffer());
    if (ending === 'csv') assert.equal(bytes.toString().trim().split('\r\n').length, 2);
    else assert.equal(bytes.subarray(0, 2).toString(), 'PK');
  }
});

test('Enter in the target links what is ticked and accepts nothing', async () => {
  const page = await tab_of(await window_of(browser, house.server, elif));
  await page.goto('/evidence?sort=number&dir=desc');
  await page.locator('input[name=pick]').first().check();
  await page.fill('#b-target', '7.5');
  await Promise.all([page.waitForNavigation(), page.press('#b-target', 'Enter')]);
  assert.match(await page.innerText('h1'), /Linking/);
  check_quiet(page);
});

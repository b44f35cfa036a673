// Search: its page with and without scripts, and the field in the bar by keys alone.

import assert from 'node:assert/strict';
import test from 'node:test';
import { check_access, check_quiet, check_width, launch, sizes, tab_of, window_of } from './support/browser.mjs';
import { House } from './support/house.mjs';

const house = await House.furnished();
const browser = await launch();
const { selin, elif } = house;
const { number } = await selin.upload('Kadıköy tutanağı.txt', 'Şube müdürü ISRARLA bekletildi: ışık yoktu.\n');

test.after(async () => {
  await browser.close();
  await house.dispose();
});

/** Waits until the text inside the file is known, as it is soon after an upload. */
async function until_read() {
  for (let i = 0; i < 200; ++i) {
    const found = await elif.view('/search?q=bekletildi');
    if (found.groups.length) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail('the text inside was not read');
}
await until_read();

for (const [name, options, language] of [
  ['light, English', { colorScheme: 'light' }, 'en'],
  ['dark, Turkish', { colorScheme: 'dark', locale: 'tr-TR' }, 'tr'],
])
  test(`what is found is accessible and fits: ${name}`, async () => {
    const page = await tab_of(await window_of(browser, house.server, elif, options));
    for (const address of ['/search?q=ısrar', '/search?q=7.4', '/search?q=7.4&kind=question', '/search?q=qqqq']) {
      await page.setViewportSize(sizes[1440]);
      await page.goto(address);
      await check_access(page);
      for (const width of [1440, 820, 390, 320]) {
        await page.setViewportSize(sizes[width]);
        await check_width(page);
      }
    }
    check_quiet(page);
    assert.equal(await page.getAttribute('html', 'lang'), language);
  });

test('without scripts the field in the bar leads to the page, which says why', async () => {
  const page = await tab_of(await window_of(browser, house.server, elif, { javaScriptEnabled: false }));
  await page.goto('/audits');
  await page.fill('form.find input', 'IŞIK');
  await Promise.all([page.waitForNavigation(), page.click('form.find button')]);
  const line = page.locator('.found-lines li', { hasText: number });
  assert.equal(await line.locator('mark').first().innerText(), 'ışık');
  assert.match(await line.locator('.found-why').innerText(), /Kadıköy tutanağı\.txt/);
  await line.locator('a').click();
  assert.match(page.url(), new RegExp(`/evidence/${number}$`));
});

test('the bar answers while one types, by keys alone', async () => {
  const page = await tab_of(await window_of(browser, house.server, elif));
  await page.goto('/audits');
  await page.keyboard.press('/');
  const field = page.locator('#find');
  assert.ok(await field.evaluate((node) => node === document.activeElement));
  await page.keyboard.type('bekletil');
  const option = page.locator('#find-list [role=option]').first();
  await option.waitFor();
  assert.equal(await field.getAttribute('aria-expanded'), 'true');
  assert.match(await page.locator('#find-said').innerText(), /1/);
  assert.equal(await option.locator('mark').first().innerText(), 'bekletildi');
  await check_access(page);
  await page.keyboard.press('ArrowDown');
  assert.equal(await field.getAttribute('aria-activedescendant'), await option.getAttribute('id'));
  await check_access(page);
  await page.keyboard.press('Escape');
  assert.ok(await page.locator('#find-list').isHidden());
  await page.keyboard.type('di');
  await page.waitForFunction(() => // what is typed slowly is answered twice
    document.querySelector('#find-list .find-all:last-child')?.dataset.href.endsWith('=bekletildi'));
  await option.waitFor();
  await page.keyboard.press('ArrowDown');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  assert.match(page.url(), new RegExp(`/evidence/${number}$`));
  check_quiet(page);
});

test('an older answer never stands over a newer one, and Enter without a choice sends the form', async () => {
  const page = await tab_of(await window_of(browser, house.server, elif));
  await page.route('**/search?q=be&*', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 600));
    await route.continue().catch(() => {});
  });
  await page.goto('/audits');
  await Promise.all([page.waitForRequest('**/search?q=be&*'), page.fill('#find', 'be')]);
  await page.fill('#find', 'qqqqq');
  await page.waitForFunction(() => document.querySelectorAll('#find-list [role=option]').length === 1);
  await page.waitForTimeout(700);
  assert.equal(await page.locator('#find-list [role=option]').count(), 1);
  await Promise.all([page.waitForNavigation(), page.press('#find', 'Enter')]);
  assert.match(page.url(), /\/search\?q=qqqqq$/);
});

test('the page of results follows what is typed', async () => {
  const page = await tab_of(await window_of(browser, house.server, elif));
  await page.goto('/search');
  await page.locator('#q').pressSequentially('kadikoy');
  await page.waitForURL(/q=kadikoy$/); // what is typed slowly is found before it is whole
  await page.locator('.found-lines li', { hasText: number }).waitFor();
  assert.match(await page.locator('#found-count').innerText(), /1/);
  assert.ok(await page.locator('#q').evaluate((node) => node === document.activeElement));
  check_quiet(page);
});

// Plain forms whose session ended while somebody wrote: what was typed comes back.

import assert from 'node:assert/strict';
import test from 'node:test';
import { launch, tab_of, window_of } from './support/browser.mjs';
import { House } from './support/house.mjs';
import { sign_in } from './support/screen.mjs';
import { Visitor } from './support/visitor.mjs';

const house = await House.furnished();
const audit = await house.plan_audit();
await house.begin_fieldwork(audit);
const browser = await launch();
test.after(async () => {
  await browser.close();
  await house.dispose();
});

const conclusion = `${audit}/conclusion`;
const cookie = `clausebook-${house.server.port}`;
const press = (page, button) => Promise.all([page.waitForNavigation(), button.click()]);
const save = (page) => press(page, page.locator(`main form[action="${conclusion}"] button`));

async function selin_at_conclusion(options) {
  const page = await tab_of(await window_of(browser, house.server, house.selin, options));
  await page.goto(conclusion);
  await page.fill('[name=main_risks]', 'What I thought about for half an hour.');
  return page;
}

test('a text sent after the session ended comes back after the sign-in', async () => {
  const page = await selin_at_conclusion();
  await page.context().clearCookies({ name: cookie });
  await save(page);
  assert.match(await page.innerText('h1'), /Sign in first/);
  await press(page, page.locator('#to-form'));
  await sign_in(page, 'selin');
  assert.equal(await page.inputValue('[name=main_risks]'), 'What I thought about for half an hour.');
  await save(page);
  assert.equal(await page.inputValue('[name=main_risks]'), 'What I thought about for half an hour.');
  assert.equal(await page.evaluate(() => sessionStorage.getItem('form')), null);
  await page.context().close();
});

test('a text sent with the mark of an older session comes back too', async () => {
  const page = await selin_at_conclusion();
  const again = new Visitor(house.server);
  await again.sign_in('selin');
  await page.context().addCookies([{ name: cookie, value: again.session, url: house.server.url }]);
  await page.fill('[name=main_risks]', 'Written in the old session.');
  await save(page);
  await press(page, page.locator('#to-form'));
  assert.equal(await page.inputValue('[name=main_risks]'), 'Written in the old session.');
  await page.context().close();
});

test('a text is not filled in for another person', async () => {
  const page = await selin_at_conclusion();
  await page.fill('[name=main_risks]', 'For my eyes alone.');
  await page.context().addCookies([{ name: cookie, value: house.can.session, url: house.server.url }]);
  await save(page);
  await press(page, page.locator('#to-form'));
  assert.notEqual(await page.inputValue('[name=main_risks]'), 'For my eyes alone.');
  await page.context().close();
});

test('without a script the page that refuses a form shows what was typed', async () => {
  const page = await selin_at_conclusion({ javaScriptEnabled: false });
  await page.context().clearCookies({ name: cookie });
  await save(page);
  assert.equal(await page.locator('textarea[readonly]').first().inputValue(), 'What I thought about for half an hour.');
  await page.context().close();
});

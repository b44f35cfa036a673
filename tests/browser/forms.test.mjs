// Plain forms whose session ended while somebody wrote: what was typed comes back.

import assert from 'node:assert/strict';
import test from 'node:test';
import { tab_of, window_of } from './support/browser.mjs';
import { in_fieldwork } from './support/fieldwork.mjs';
import { sign_in } from './support/screen.mjs';
import { Visitor } from './support/visitor.mjs';

const { house, audit, browser } = await in_fieldwork();

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
  assert.equal(await page.evaluate(() => sessionStorage.getItem('forms')), null);
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

test('a text that got no answer is offered again on its page', async () => {
  const page = await selin_at_conclusion();
  await page.route(`**${conclusion}`, (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()));
  await page.fill('[name=main_risks]', 'Sent into a dead network.');
  await page.locator(`main form[action="${conclusion}"] button`).last().click();
  await page.waitForURL('chrome-error://**');
  await page.unroute(`**${conclusion}`);
  await page.goto(`${audit}/team`); // looks at something else first
  await page.goto(conclusion);
  assert.notEqual(await page.inputValue('[name=main_risks]'), 'Sent into a dead network.');
  await page.locator('.unanswered button').first().click();
  assert.equal(await page.inputValue('[name=main_risks]'), 'Sent into a dead network.');
  await save(page);
  assert.equal(await page.inputValue('[name=main_risks]'), 'Sent into a dead network.');
  assert.equal(await page.locator('.unanswered').count(), 0);
  assert.equal(await page.evaluate(() => sessionStorage.getItem('forms')), null);
  await page.context().close();
});

test('a text whose answer alone was lost is not offered again', async () => {
  const page = await selin_at_conclusion();
  await page.route(`**${conclusion}`, async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    const { token: _, ...fields } = Object.fromEntries(new URLSearchParams(route.request().postData()));
    await house.selin.post(conclusion, fields); // the server has it
    await route.abort();
  });
  await page.fill('[name=main_risks]', 'The server has this.');
  await page.locator(`main form[action="${conclusion}"] button`).last().click();
  await page.waitForURL('chrome-error://**');
  await page.unroute(`**${conclusion}`);
  await page.goto(conclusion);
  assert.equal(await page.inputValue('[name=main_risks]'), 'The server has this.');
  assert.equal(await page.locator('.unanswered').count(), 0);
  await page.context().close();
});

test('a form that is turned away for any reason leads back and is filled in again', async () => {
  const page = await selin_at_conclusion();
  await page.fill('[name=main_risks]', 'Turned away without a version.');
  await page.locator(`main form[action="${conclusion}"] [name=version]`).evaluate((field) => field.remove());
  await save(page);
  assert.equal(await page.locator('.empty .num').innerText(), 'Status 428');
  assert.equal(await page.getByLabel('Main risks').inputValue(), 'Turned away without a version.');
  await press(page, page.locator('#to-form'));
  assert.equal(await page.inputValue('[name=main_risks]'), 'Turned away without a version.');
  await page.context().close();
});

test('after a refused form too the way leads back to where it stands', async () => {
  const page = await selin_at_conclusion();
  await page.fill('[name=main_risks]', 'x'.repeat(20_000));
  await page.locator('[name=main_risks]').evaluate((field) => {
    field.removeAttribute('maxlength');
    field.value += 'x';
  });
  await save(page);
  assert.equal(await page.locator('.problems').count(), 1);
  await page.fill('[name=main_risks]', 'Shorter, and written for ten minutes.');
  await page.context().clearCookies({ name: cookie });
  await save(page);
  await press(page, page.locator('#to-form'));
  await sign_in(page, 'selin');
  assert.equal(new URL(page.url()).pathname, conclusion);
  assert.equal(await page.inputValue('[name=main_risks]'), 'Shorter, and written for ten minutes.');
  await page.context().close();
});

test('without a script the page that asks for a sign-in leads there and back', async () => {
  const page = await selin_at_conclusion({ javaScriptEnabled: false });
  await page.context().clearCookies({ name: cookie });
  await save(page);
  assert.equal(await page.locator('#sign-in-again').getAttribute('href'), `/sign-in?next=${encodeURIComponent(conclusion)}`);
  assert.equal(await page.getByLabel('Main risks').inputValue(), 'What I thought about for half an hour.');
  await page.context().close();
});

test('what was typed and never sent is offered when its page is opened again', async () => {
  const page = await selin_at_conclusion();
  await page.fill('[name=main_risks]', 'Half a thought.');
  await page.goto(audit);
  await page.goto(conclusion);
  const offered = page.locator('.unanswered');
  assert.match(await offered.innerText(), /left this form before sending/);
  assert.notEqual(await page.inputValue('[name=main_risks]'), 'Half a thought.');
  await offered.locator('button').first().click();
  assert.equal(await page.inputValue('[name=main_risks]'), 'Half a thought.');
  await save(page);
  await page.goto(audit);
  await page.goto(conclusion);
  assert.equal(await page.inputValue('[name=main_risks]'), 'Half a thought.');
  assert.equal(await page.locator('.unanswered').count(), 0);
  await page.context().close();
});

// Evidence on its pages: files that are dropped, pasted and chosen, on a bad network and with other things being written.

import assert from 'node:assert/strict';
import test from 'node:test';
import { check_access, check_quiet, check_width, launch, sizes, tab_of, window_of } from './support/browser.mjs';
import { House, day } from './support/house.mjs';
import { Visitor } from './support/visitor.mjs';

const patience = Number(process.env.PATIENCE ?? 30_000);
const house = await House.furnished();
const browser = await launch();
test.after(async () => {
  await browser.close();
  await house.dispose();
});

const cookie = `clausebook-${house.server.port}`;
const files = (number) => house.elif.view(`/evidence/${number}`).then(({ versions }) => versions.map((each) => each.files.map((file) => file.name)));
const registered = async (name) => (await house.selin.upload(name, `The text of ${name}.`)).number;

async function selin_at(address, options) {
  const page = await tab_of(await window_of(browser, house.server, house.selin, options));
  page.setDefaultTimeout(patience);
  await page.goto(address);
  return page;
}

/** Drops files on the page, as from a folder. */
const drop = (page, all) => page.evaluate((named) => {
  const transfer = new DataTransfer();
  for (const [name, text] of named) transfer.items.add(new File([text], name, { type: 'text/plain' }));
  document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
}, all);

/** Waits until something is true of the server. */
async function until(is_true) {
  const end = Date.now() + patience;
  while (!(await is_true())) {
    assert.ok(Date.now() < end, 'it did not come to be');
    await new Promise((done) => setTimeout(done, 100));
  }
}

test('files that are dropped on a record become its new version together', async () => {
  const number = await registered('procedure.txt');
  const page = await selin_at(`/evidence/${number}`);
  await Promise.all([page.waitForNavigation(), drop(page, [['rule.txt', 'A rule.'], ['form.txt', 'A form.']])]);
  await until(async () => (await files(number)).length === 2);
  assert.deepEqual((await files(number))[0].sort(), ['form.txt', 'rule.txt']);
  check_quiet(page);
  await page.context().close();
});

test('what is written in another form of the page stands after an upload', async () => {
  const number = await registered('minutes.txt');
  const page = await selin_at(`/evidence/${number}`);
  await page.fill('[name=note]', 'Half a page of what it shows.');
  await drop(page, [['minutes-2.txt', 'Second minutes.']]);
  await until(async () => (await files(number)).length === 2);
  await page.locator('#uploads-list li', { hasText: 'The new version is registered' }).waitFor();
  assert.equal(await page.inputValue('[name=note]'), 'Half a page of what it shows.');
  await page.context().close();
});

test('files that are dropped while others are on their way are not swallowed', async () => {
  const number = await registered('plan.txt');
  const page = await selin_at(`/evidence/${number}`);
  let go_on;
  await page.route(/version_of/, async (route) => {
    await new Promise((done) => (go_on = done));
    await route.continue();
  });
  await drop(page, [['plan-2.txt', 'Second plan.']]);
  await drop(page, [['plan-3.txt', 'Third plan.']]);
  const line = page.locator('#uploads-list li', { hasText: 'plan-3.txt' });
  assert.match(await line.innerText(), /An upload is under way/);
  assert.match(await page.innerText('#uploads-said'), /plan-3\.txt/);
  while (!go_on) await page.waitForTimeout(20);
  await Promise.all([page.waitForNavigation(), go_on()]);
  assert.equal((await files(number)).length, 2);
  await page.context().close();
});

test('a file over the limit is refused before it is sent', async () => {
  const number = await registered('film.txt');
  const page = await selin_at(`/evidence/${number}`);
  await page.locator('#version-form').evaluate((form) => (form.dataset.limit = '10'));
  let sent = 0;
  await page.route(/version_of/, (route) => (++sent, route.continue()));
  await drop(page, [['film-2.txt', 'Longer than ten bytes.']]);
  await page.locator('#uploads-list li', { hasText: 'not registered' }).waitFor();
  assert.equal(sent, 0);
  await page.context().close();
});

test('an upload waits out a lost connection', async () => {
  const number = await registered('list.txt');
  const page = await selin_at(`/evidence/${number}`);
  await page.route(/version_of/, (route) => route.abort(), { times: 1 });
  await drop(page, [['list-2.txt', 'Second list.']]);
  await page.locator('#uploads-list li', { hasText: 'Connection lost' }).waitFor();
  await until(async () => (await files(number)).length === 2);
  await page.context().close();
});

test('what one chose is not handed in in the name of another who signed in', async () => {
  const number = await registered('contract.txt');
  const page = await selin_at(`/evidence/${number}`);
  await page.context().addCookies([{ name: cookie, value: house.can.session, url: house.server.url }]);
  await drop(page, [['contract-2.txt', 'Second contract.']]);
  await page.locator('#uploads-list li', { hasText: /sign in/i }).waitFor();
  await Promise.all([
    page.waitForResponse((response) => response.url().includes('/session')),
    page.evaluate(() => dispatchEvent(new Event('online'))), // it tries again at once
  ]);
  assert.equal((await files(number)).length, 1);
  const again = await new Visitor(house.server).sign_in('selin');
  await page.context().addCookies([{ name: cookie, value: again.session, url: house.server.url }]);
  await until(async () => (await files(number)).length === 2);
  await page.context().close();
});

test('an expired version is archived; what is refused names the field of its own version', async () => {
  const number = await registered('certificate.txt');
  const record = `/evidence/${number}`;
  const version = () => house.version(record, house.selin);
  await house.selin.post(record, {
    version: await version(), title: 'Certificate', type: 'DOC', confidentiality: 'INTERNAL', owner: '', note: '',
    label: '', language: '', location: '', document_date: day(-400), period_from: '', period_to: '', valid_until: day(-20),
  });
  await house.selin.post(`${record}/submit`, { version: await version() });
  await house.elif.post(`${record}/accept`, { version: await version() });
  const page = await tab_of(await window_of(browser, house.server, house.elif, { viewport: sizes[390] }));
  page.setDefaultTimeout(patience);
  await page.goto(record);
  await check_access(page);
  await check_width(page);
  const press = (action) => Promise.all([page.waitForNavigation(), page.locator(`form[action$="${action}"] button`).click()]);
  await page.locator('#keep_until-1').evaluate((field) => {
    field.required = false;
    field.value = '';
  });
  await press('/archive');
  assert.equal(await page.locator('.problems a').getAttribute('href'), '#keep_until-1');
  assert.equal(await page.getAttribute('#keep_until-1', 'aria-invalid'), 'true');
  await check_access(page);
  page.wrongs.splice(0); // the 422
  await page.fill('#keep_until-1', day(1200));
  await press('/archive');
  assert.match(await page.innerText('.ev-version'), /Archived/);
  check_quiet(page);
  await page.locator('form[action$="/take-back"]').waitFor();
  assert.equal(await page.locator('form[action$="/destroy"]').count(), 0, 'it is kept until its day');
  await page.context().close();
});

// What an auditor typed on a bad network: nothing of it is lost, sent for ever, or held against its writer.

import assert from 'node:assert/strict';
import test from 'node:test';
import { check_quiet, saved, tab_of, window_of } from './support/browser.mjs';
import { in_fieldwork } from './support/fieldwork.mjs';
import { Visitor } from './support/visitor.mjs';

const patience = Number(process.env.PATIENCE ?? 30_000);
const { house, audit, browser } = await in_fieldwork();

const clause = `${audit}/run/7.4`;
const stored = async (id) => (await house.selin.view(clause)).cards.find((card) => card.id === id);
const ids = (await house.selin.view(clause)).cards.map((card) => card.id);
const answers = (url) => url.pathname.includes('/answers/');
const card = (page, id) => page.locator(`[id="q-${id}"]`);
const note = (page, id) => card(page, id).locator('textarea[name=note]');
const state = (page, name) => page.waitForSelector(`#sync[data-state=${name}]`);

/** A tab of Selin on the clause's page, with one card open. */
async function selin_at(id, prepare) {
  const context = await window_of(browser, house.server, house.selin);
  const page = await tab_of(context);
  page.setDefaultTimeout(patience);
  await prepare?.(page);
  await page.goto(`${clause}#q-${id}`);
  await note(page, id).waitFor();
  return page;
}

/** Waits until the server holds a note. */
async function kept(id, text) {
  const until = Date.now() + patience;
  while ((await stored(id)).note !== text && Date.now() < until) await new Promise((done) => setTimeout(done, 100));
  assert.equal((await stored(id)).note, text);
}

test('a note that is refused is sent once, and again when more is typed', async () => {
  const [id] = ids;
  let sent = 0;
  let refuses = true;
  const page = await selin_at(id);
  await page.route(answers, (route) => {
    ++sent;
    if (!refuses) return route.continue();
    return route.fulfill({ status: 409, json: { code: 'answers_closed', problems: [{ field: '', sentence: 'It is closed.' }] } });
  });
  await note(page, id).fill('Seen at the desk.');
  await card(page, id).locator('.q-problem', { hasText: 'It is closed.' }).waitFor();
  await page.waitForTimeout(2000); // long enough for what is sent at full speed
  assert.equal(sent, 1);
  refuses = false;
  await note(page, id).pressSequentially(' And more.');
  await kept(id, 'Seen at the desk. And more.');
  await page.context().close();
});

test('a result that a stalled network cut off is sent again', async () => {
  const id = ids[1];
  const page = await selin_at(id);
  await page.route(answers, (route) => route.fulfill({ status: 408, json: { status: 408, sentence: 'Too slow.' } }), { times: 1 });
  await page.keyboard.press('1');
  await state(page, 'error');
  assert.equal(await card(page, id).getAttribute('data-mark'), 'C');
  await saved(page);
  assert.equal((await stored(id)).mark, 'C');
  await page.context().close();
});

test('typing on after a lost reply is no conflict with oneself', async () => {
  const id = ids[1];
  const page = await selin_at(id);
  await page.route(answers, async (route) => {
    await route.fetch(); // the server has it
    await route.abort();
  }, { times: 1 });
  await note(page, id).fill('First');
  await state(page, 'offline');
  await note(page, id).pressSequentially(', then more.');
  await saved(page);
  await kept(id, 'First, then more.');
  assert.equal(await page.locator('.conflict').count(), 0);
  await page.context().close();
});

test('without a connection one stays on the clause with what is typed', async () => {
  const id = ids[1];
  const page = await selin_at(id);
  await page.route(answers, (route) => route.abort());
  await note(page, id).fill('Typed without a network.');
  await state(page, 'offline');
  await page.keyboard.press('Escape');
  await page.keyboard.press(']');
  await page.locator('.toast', { hasText: 'you stay on this clause' }).waitFor();
  assert.ok(new URL(page.url()).pathname.endsWith(clause));
  await page.unroute(answers);
  await kept(id, 'Typed without a network.');
  await saved(page);
  await page.keyboard.press(']');
  await page.waitForURL((url) => !url.pathname.endsWith(clause));
  await page.context().close();
});

test('what is typed while a save is under way waits for its version', async () => {
  const id = ids[1];
  const page = await selin_at(id);
  await page.route(answers, async (route) => {
    await page.waitForTimeout(2500);
    await route.continue();
  }, { times: 1 });
  await Promise.all([page.waitForRequest((request) => request.method() === 'PATCH'), note(page, id).fill('Slowly')]);
  await note(page, id).pressSequentially(', but surely.');
  await kept(id, 'Slowly, but surely.');
  assert.equal(await page.locator('.conflict').count(), 0);
  await page.context().close();
});

test('a page that left the server before a save reached it shows what was saved', async () => {
  const id = ids[1];
  const page = await selin_at(id);
  let let_go;
  const held = new Promise((resolve) => (let_go = resolve));
  await page.route(answers, async (route) => {
    await held;
    await route.continue();
  });
  await page.route((url) => url.pathname.endsWith(clause), async (route) => {
    const made_before = await route.fetch();
    const saved_meanwhile = page.waitForEvent('requestfinished', (request) => request.method() === 'PATCH');
    let_go();
    await saved_meanwhile;
    await page.waitForTimeout(500); // the page that goes forgets what is saved; until then nothing can go wrong
    await route.fulfill({ response: made_before });
  }, { times: 1 });
  await Promise.all([
    page.waitForRequest((request) => request.method() === 'PATCH'), note(page, id).fill('Saved on the way out.')]);
  await page.reload();
  await page.waitForFunction(
    ([at, text]) => document.getElementById(at)?.value === text, [`n-${id}`, 'Saved on the way out.']);
  await note(page, id).fill('Saved on the way out. And on.');
  await kept(id, 'Saved on the way out. And on.');
  assert.equal(await page.locator('.conflict:visible').count(), 0);
  await page.context().close();
});

test('after a new sign-in in another window the page sends by itself', async () => {
  const id = ids[1];
  const page = await selin_at(id);
  const again = new Visitor(house.server);
  await again.sign_in('selin');
  await page.context().addCookies([{ name: `clausebook-${house.server.port}`, value: again.session, url: house.server.url }]);
  await note(page, id).fill('In the new session.');
  await kept(id, 'In the new session.');
  await page.context().close();
});

test('what one typed is not sent in the name of another who signed in', async () => {
  const id = ids[1];
  const page = await selin_at(id);
  await page.context().addCookies([{ name: `clausebook-${house.server.port}`, value: house.can.session, url: house.server.url }]);
  await note(page, id).fill('Selin wrote this.');
  await page.locator('#signed-out:visible').waitFor();
  assert.equal((await stored(id)).note, 'In the new session.');
  await page.context().addCookies([{ name: `clausebook-${house.server.port}`, value: house.selin.session, url: house.server.url }]);
  await kept(id, 'Selin wrote this.');
  await page.context().close();
});

test('a saved note asks for nothing more, a result for what else it changed', async () => {
  const id = ids[1];
  const page = await selin_at(id);
  await page.waitForLoadState('networkidle');
  let pages = 0;
  page.on('request', (request) => (pages += request.method() === 'GET' && request.url().includes('/run/') ? 1 : 0));
  await note(page, id).fill('Only a note.');
  await kept(id, 'Only a note.');
  await page.waitForLoadState('networkidle');
  assert.equal(pages, 0);
  await Promise.all([
    page.waitForRequest((request) => request.method() === 'GET' && request.url().includes('/run/')),
    card(page, id).locator('[name=result][value=OFI]').check({ force: true }),
  ]);
  await page.context().close();
});

test('a browser that keeps nothing saves with the button', async () => {
  const id = ids[2];
  const page = await selin_at(id, (fresh) => fresh.addInitScript(() => {
    Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('no storage', 'SecurityError'); } });
  }));
  await card(page, id).locator('[name=result][value=C]').check({ force: true });
  await note(page, id).fill('By the button.');
  assert.match(await page.locator('#sync').innerText(), /save with the button/);
  await Promise.all([page.waitForNavigation(), card(page, id).getByRole('button', { name: 'Save', exact: true }).click()]);
  const now = await stored(id);
  assert.deepEqual([now.mark, now.note], ['C', 'By the button.']);
  check_quiet(page);
  await page.context().close();
});

test('files go up one after another, and are not left without a question', async () => {
  const id = ids[0];
  const page = await selin_at(id);
  let open = 0;
  let most = 0;
  let release;
  const gate = new Promise((done) => (release = done));
  await page.route((url) => url.pathname === '/evidence/files', async (route) => {
    most = Math.max(most, ++open);
    await gate;
    await route.continue();
    --open;
  });
  const files = ['one', 'two', 'three'].map((name) => ({ name: `${name}.txt`, mimeType: 'text/plain', buffer: Buffer.from(name) }));
  await card(page, id).locator('.drop input[type=file]').setInputFiles(files);
  await page.waitForFunction(() => document.querySelectorAll('.uploads .chip').length === 3);
  await note(page, id).fill('While files go up.');
  await kept(id, 'While files go up.');
  const asks = () => page.evaluate(() => !dispatchEvent(new Event('beforeunload', { cancelable: true })));
  assert.equal(await asks(), true);
  assert.equal(most, 1);
  release();
  await page.waitForFunction(() => document.querySelectorAll('.uploads .chip').length === 0);
  assert.equal(await asks(), false);
  assert.equal((await stored(id)).evidence.length, 3);
  await page.context().close();
});

test('what waits when an audit is closed stands on its page, to be copied or thrown away', async () => {
  const id = ids[2];
  const page = await selin_at(id);
  await page.route(answers, (route) => route.abort());
  await note(page, id).fill('Written without a network.');
  await state(page, 'offline');
  await house.elif.post(`${audit}/step`, { version: await house.version(audit), to: 'CANCELLED', reason: 'The shops were closed.' });
  await page.unroute(answers);
  await page.reload();
  const left = page.locator('#kept');
  await left.locator('li', { hasText: 'Written without a network.' }).waitFor();
  await left.locator('.k-why', { hasText: 'Answers of' }).waitFor();
  assert.match(await left.locator('a').innerText(), new RegExp(`${id}$`));
  await left.getByRole('button', { name: 'Throw away' }).click();
  await left.waitFor({ state: 'hidden' });
  await page.locator('.toast').getByRole('button').click();
  await left.locator('li').waitFor();
  await page.reload();
  await left.getByRole('button', { name: 'Throw away' }).click();
  await left.waitFor({ state: 'hidden' });
  await page.reload();
  await page.waitForLoadState('networkidle');
  assert.equal(await left.isVisible(), false);
  await page.context().close();
});

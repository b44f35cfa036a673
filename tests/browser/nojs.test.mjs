// The main path without any script: sign in, answer, note, hand a file in, draft a finding. All by plain forms.

import assert from 'node:assert/strict';
import test from 'node:test';
import { picture, sizes, tab_of, window_of } from './support/browser.mjs';
import { in_fieldwork } from './support/fieldwork.mjs';
import { sign_in } from './support/screen.mjs';

const { house, audit, browser } = await in_fieldwork();

const page = await tab_of(await window_of(browser, house.server, null, { javaScriptEnabled: false, viewport: sizes[390] }));
const clause = `${audit}/run/7.4`;
const cards = async () => (await house.selin.view(clause)).cards;
const ids = (await cards()).map((card) => card.id);
const card = (id) => page.locator(`[id="q-${id}"]`);
const press = (button) => Promise.all([page.waitForNavigation(), button.click()]);

test('signing in leads to the page that was asked for', async () => {
  await page.goto(clause);
  await sign_in(page, 'selin');
  assert.equal(new URL(page.url()).pathname, clause);
});

test('every question stands open, and is answered with a note', async () => {
  for (const id of ids) assert.ok(await card(id).locator('textarea[name=note]').isVisible(), id);
  await card(ids[0]).locator('[name=result][value=C]').check();
  await card(ids[0]).locator('[name=note]').fill('Seen at the desk.');
  await press(card(ids[0]).getByRole('button', { name: 'Save', exact: true }).first());
  const [first] = await cards();
  assert.deepEqual([first.mark, first.note], ['C', 'Seen at the desk.']);
  await picture(page, 'nojs-answered');
});

test('a refused answer comes back as typed, with what is wrong', async () => {
  await card(ids[1]).locator('[name=result][value=NA]').check();
  await card(ids[1]).locator('[name=note]').fill('Short.');
  await press(card(ids[1]).getByRole('button', { name: 'Save', exact: true }).first());
  assert.equal(await card(ids[1]).locator('[name=note]').inputValue(), 'Short.');
  assert.notEqual((await card(ids[1]).locator('.q-problem:visible, [role=alert]:visible').first().innerText()).trim(), '');
  assert.equal((await cards())[1].mark, 'NONE');
});

test('an answer based on an older version shows both texts', async () => {
  await page.goto(clause);
  await house.can.patch((await cards())[0].action, 1, { note: 'Can was here.' });
  await card(ids[0]).locator('[name=note]').fill('Selin was here.');
  await press(card(ids[0]).getByRole('button', { name: 'Save', exact: true }).first());
  assert.match(await card(ids[0]).locator('.c-theirs').innerText(), /Can was here\./);
  assert.match(await card(ids[0]).locator('.c-mine').innerText(), /Selin was here\./);
  await press(card(ids[0]).getByRole('button', { name: 'Keep both notes' }));
  assert.equal((await cards())[0].note, 'Can was here.\nSelin was here.');
});

test('a file is handed in by a form', async () => {
  const form = card(ids[0]).locator('form.q-upload');
  await form.locator('[type=file]').setInputFiles({ name: 'desk log.txt', mimeType: 'text/plain', buffer: Buffer.from('9 of 25\n') });
  await press(form.locator('button'));
  const [first] = await cards();
  assert.equal(first.evidence.length, 1);
  assert.match(first.evidence[0].title, /desk log/);
});

test('a minor opens its finding, which is written and kept as a draft', async () => {
  await page.goto(clause);
  await card(ids[2]).locator('[name=result][value=MINOR]').check();
  await press(card(ids[2]).getByRole('button', { name: 'Save', exact: true }).first());
  const form = card(ids[2]).locator('form[data-finding]');
  await form.locator('[name=statement]').fill('Complaints are not acknowledged in time.');
  await press(form.locator('button').first());
  assert.equal(await card(ids[2]).locator('[name=statement]').inputValue(), 'Complaints are not acknowledged in time.');
  assert.equal((await cards())[2].mark, 'MINOR');
});

test('no page was broken on the way', () => assert.deepEqual(page.wrongs.filter((wrong) => !/status of 4(12|22)/.test(wrong)), []));

// A stage 1 with an area of concern, and the stage 2 in which it became a minor: planned, answered and looked at by the pages'
// own forms, with and without a script, in both languages.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import test from 'node:test';
import { promisify } from 'node:util';
import { check_access, check_quiet, check_width, launch, picture, sizes, tab_of, window_of } from './support/browser.mjs';
import { House, day } from './support/house.mjs';

const run = promisify(execFile);
const house = await House.furnished();
const browser = await launch();
test.after(async () => {
  await browser.close();
  await house.dispose();
});

const press = (page, button) => Promise.all([page.waitForNavigation(), page.getByRole('button', { name: button, exact: true }).click()]);
const at = async (visitor, path, options) => {
  const page = await tab_of(await window_of(browser, house.server, visitor, options));
  await page.goto(path);
  return page;
};
const plain = { javaScriptEnabled: false, viewport: sizes[390] };
const looks = [
  ['light, English', { colorScheme: 'light' }, [1440, 390, 320]],
  ['dark, Turkish', { colorScheme: 'dark', locale: 'tr-TR' }, [820, 390, 320]],
];
async function check_looks(visitor, path, name) {
  for (const [look, options, widths] of looks) {
    const page = await at(visitor, path, options);
    await check_access(page);
    for (const width of widths) {
      await page.setViewportSize(sizes[width]);
      await check_width(page);
    }
    check_quiet(page);
    await page.setViewportSize(sizes[widths[0]]);
    await picture(page, `${name}-${look.slice(0, 4).trim()}`);
    await page.context().close();
  }
}

/** The way there is told by other tests: here the state is put into the row. */
async function moved_to(audit, state) {
  await house.server.stop();
  await run('python3', ['-c', 'import sqlite3, sys; base = sqlite3.connect(sys.argv[1]); base.execute("UPDATE audit SET state = ? WHERE key = ?", sys.argv[2:]); base.commit()',
    `${house.server.data}/clausebook.db`, state, audit.split('/').pop()]);
  await house.server.start();
}

let stage1;
let stage2;
let concern;

test('the type of a new audit is chosen first, without a script', async () => {
  const page = await at(house.elif, '/audits/new', plain);
  await page.locator('[name=wanted_type][value=STAGE1]').check();
  await page.locator('[name=title]').fill('Documents and readiness');
  await press(page, 'Use this type');
  assert.match(await page.locator('.note[role=status]').innerText(), /Stage 1 audit/);
  assert.equal(await page.locator('[name=title]').inputValue(), 'Documents and readiness');
  await page.locator('[name=scope]').fill('Head office');
  await page.locator('[name=starts_on]').fill(day());
  await page.locator('[name=ends_on]').fill(day());
  for (const box of await page.locator('[name=criteria]').all()) await box.check();
  await page.locator('[name=lead]').selectOption({ label: 'Selin Demir' });
  await page.locator('label', { hasText: 'Can Öz' }).locator('input').check();
  await page.locator('[name=objectives]').fill('See whether stage 2 can come');
  await page.locator('[name=risk_basis]').fill('First certification');
  await page.locator('[name=auditor_days]').fill('1');
  await press(page, 'Plan the audit');
  stage1 = new URL(page.url()).pathname;
  assert.match(stage1, /^\/audits\/S1-\d{4}-01$/);
  await page.context().close();
});

for (const type of ['STAGE2', 'SURVEILLANCE'])
  test(`the form of a ${type} is accessible and fits`, () => check_looks(house.elif, `/audits/new?type=${type}`, `new-${type}`));

test('a major of stage 1 is a concern that could become one', async () => {
  await moved_to(stage1, 'IN_PROGRESS');
  const clause = `${stage1}/run/7.4`;
  const page = await at(house.selin, clause);
  const card = page.locator('article.q').first();
  const answered = page.waitForResponse((reply) => reply.request().method() === 'PATCH');
  await card.locator('.gr', { has: page.locator('input[value=MAJOR]') }).click();
  const reply = await (await answered).json();
  assert.equal(reply.mark, 'MAJOR');
  assert.match(reply.label, /concern/i);
  check_quiet(page);
  await page.goto(clause);
  assert.ok(await page.locator('article.q').first().locator('input[value=MAJOR]').isChecked());
  await page.context().close();
});

test('a concern is raised with what it could become', async () => {
  const [card] = (await house.selin.view(`${stage1}/run/7.4`)).cards;
  assert.equal(card.mark, 'MAJOR');
  const draft = await house.draft_finding(stage1, { grade: 'AOC' });
  const page = await at(house.selin, draft, plain);
  await press(page, 'Save and raise');
  assert.match(await page.locator('.problems').innerText(), /Say what this concern could become/);
  await check_looks(house.selin, draft, 'concern');
  await page.locator('[name=could_become][value=MINOR]').check();
  await page.locator('[name=must_fix]').check();
  await press(page, 'Save and raise');
  concern = new URL(page.url()).pathname;
  assert.match(concern, /^\/findings\/S1-/);
  assert.match(await page.locator('.nc-side').innerText(), /to be solved before stage 2/);
  await page.context().close();
});

test('a stage 1 ends with a talk', async () => {
  const page = await at(house.selin, `${stage1}/meetings/closing`, plain);
  assert.equal(await page.locator('h1').innerText(), 'Exit talk');
  await page.context().close();
});

test('the stage 2 is made from its stage 1, without a script', async () => {
  const page = await at(house.elif, `${stage1}/copy`, plain);
  await page.locator('[name=type]').selectOption('STAGE2');
  await page.locator('[name=title]').fill('How everything works');
  await page.locator('[name=starts_on]').fill(day());
  await page.locator('[name=ends_on]').fill(day(2));
  await press(page, 'Plan the audit');
  assert.match(await page.locator('.problems').innerText(), /report is issued/);
  await moved_to(stage1, 'REPORT_ISSUED');
  await press(page, 'Plan the audit');
  stage2 = new URL(page.url()).pathname;
  assert.match(stage2, /^\/audits\/S2-/);
  assert.ok((await page.locator('main').innerText()).includes(stage1.split('/').pop()), 'it says what it stands on');
  await page.context().close();
  await check_looks(house.elif, `${stage1}/copy`, 'copy');
});

test('what the stage 1 found is looked at, and became a minor', async () => {
  await moved_to(stage2, 'IN_PROGRESS');
  const earlier = `${stage2}/earlier`;
  await check_looks(house.selin, earlier, 'earlier');
  const summary = await at(house.selin, stage2);
  await summary.getByRole('link', { name: 'Earlier findings' }).first().click();
  assert.equal(new URL(summary.url()).pathname, earlier);
  await summary.context().close();

  const page = await at(house.selin, earlier, plain);
  const form = page.locator('form.form').first();
  await form.locator('[name=outcome][value=BECAME]').check();
  await form.locator('[name=comment]').fill('Still <b>late</b>.');
  await Promise.all([page.waitForNavigation(), form.getByRole('button').click()]);
  assert.equal(await page.locator('.problems li').count(), 1, 'a grade is needed');
  assert.equal(await page.locator('form.form').first().locator('[name=comment]').inputValue(), 'Still <b>late</b>.');
  await check_width(page);
  await page.locator('form.form').first().locator('[name=grade][value=MINOR]').check();
  await Promise.all([page.waitForNavigation(), page.locator('form.form').first().getByRole('button').click()]);
  assert.match(await page.locator('.page-h').innerText(), /all looked at/);
  await page.context().close();

  const seen = await at(house.selin, concern);
  const became = seen.locator('.nc-side').getByRole('link', { name: 'Draft 1' });
  await became.click();
  assert.equal(new URL(seen.url()).pathname, `${stage2}/findings/1`);
  assert.equal(await seen.locator('[name=grade][value=MINOR]').isChecked(), true);
  assert.equal(await seen.locator('[name=objective_evidence]').inputValue(), '');
  assert.notEqual(await seen.locator('[name=requirement]').inputValue(), '');
  assert.ok(await seen.locator('.nc-side').getByRole('link', { name: concern.split('/').pop() }).isVisible());
  await check_access(seen);
  check_quiet(seen);
  await seen.context().close();
  await check_looks(house.selin, earlier, 'earlier-said');
});

test('the list of audits is narrowed to a type', async () => {
  const page = await at(house.elif, '/audits', plain);
  await page.locator('[name=type]').selectOption('STAGE2');
  await press(page, 'Filter');
  assert.equal(await page.locator('tbody tr').count(), 1);
  await page.context().close();
});

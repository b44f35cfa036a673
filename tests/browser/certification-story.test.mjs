// The story of a certification: a concern of stage 1 that became a minor at stage 2, the body's decision, and a
// surveillance that finds its effect. Three reports and three packs, each verified. The steps between the scenes that pages
// are looked at in are taken by the same forms, sent as they are.

import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import test from 'node:test';
import { check_quiet, launch, picture, tab_of, window_of } from './support/browser.mjs';
import { House, day } from './support/house.mjs';
import { Story, press } from './support/screen.mjs';
import { command } from './support/server.mjs';
import { password } from './support/visitor.mjs';

const house = await House.furnished();
const { server, elif, selin, can, deniz } = house;
const browser = await launch();
const screens = Object.fromEntries(await Promise.all(['elif', 'selin'].map(async (login) => {
  const page = await tab_of(await window_of(browser, server, house[login]));
  page.setDefaultTimeout(60_000);
  return [login, page];
})));
const clauses = ['7.1', '7.2', '7.3', '7.4', '7.5', '7.6', '7.7', '7.8', '7.9', '8.1'];
const scope = { chapters: ['7'], clauses: ['8.1'] };

const text_of = (page) => page.locator('main').innerText();
const step = async (audit, to) => selin.post(`${audit}/step`, { version: await house.version(audit, selin), to });

/** Takes an audit to its fieldwork and answers what it asks as conforming. */
async function answer(audit) {
  await house.begin_fieldwork(audit);
  for (const clause of clauses) {
    if ((await selin.request(`${audit}/run/${clause}`)).status !== 200) continue; // nothing of it is asked
    for (const card of (await selin.view(`${audit}/run/${clause}`)).cards)
      await selin.patch(`${audit}/answers/${card.id}`, 0, { result: 'C', note: 'Seen in the files of March.' });
  }
}

/** What a field of a sheet can hold. */
function given(field) {
  if (field.is_select) return field.options[1].code;
  if (field.type === 'date') return day(-30);
  if (field.type === 'time') return '09:30';
  if (field.mode === 'numeric') return '12';
  if (field.name === 's_evidence') return evidence;
  return field.name === 's_clauses' ? '7.4' : 'Seen on site, as agreed.';
}

/** Writes every record the audit still lacks. */
async function write_records(audit) {
  for (const part of (await selin.view(`${audit}/records`)).parts)
    for (const { href } of part.lines.filter((line) => line.href.includes('/records/'))) {
      for (let round = 0; round < 4 && (await selin.view(href)).missing.length; round += 1) {
        const { rows } = await selin.view(href);
        const lacking = rows.filter((row) => row.fields.some((field) => field.missing));
        for (const row of lacking.length ? lacking : rows.slice(-1)) {
          const fields = Object.fromEntries(row.fields.filter((field) => !field.optional).map((field) => [field.name, field.value || given(field)]));
          if (href.endsWith('/trails')) fields.s_process = ['RECEIPT_TO_CLOSURE', 'CORRECTIVE_ACTION', 'MANAGEMENT'][round];
          await selin.post(row.address, { version: row.version, retry_key: crypto.randomUUID().replaceAll('-', ''), ...fields });
        }
      }
      assert.deepEqual((await selin.view(href)).missing, [], href);
    }
}

/** From the end of fieldwork to the issued report and its pack, both verified. */
async function issue(audit, name) {
  const { keys } = house;
  await selin.post(`${audit}/meetings/closing`, {
    version: 0, held_on: day(), people: [keys['Selin Demir'], keys['Can Öz'], keys['Deniz Ak']], note: 'Findings were read out.',
  });
  await step(audit, 'FIELDWORK_DONE');
  await step(audit, 'REPORT_DRAFT');
  await write_records(audit);
  const page = screens.selin;
  await page.goto(`${audit}/conclusion`);
  for (const field of await page.locator('main textarea').all()) await field.fill('As planned.');
  for (const field of ['plan_deviations', 'areas_not_covered', 'differing_opinions']) await page.fill(`[name=${field}]`, 'None');
  await press(page, 'main form[action$="/conclusion"] button');
  await page.goto(`${audit}/report`);
  assert.deepEqual(await page.locator('.todo li').allInnerTexts(), [], name);
  const sign = async (at, action) => {
    const asked = at.locator(`main form[action$="${action}"] [name=password]`);
    if (await asked.count()) await asked.fill(password);
    await press(at, `main form[action$="${action}"] button`);
  };
  await sign(page, '/report/prepare');
  await screens.elif.goto(`${audit}/report`);
  await sign(screens.elif, '/report/issue');
  await screens.elif.waitForURL((url) => url.pathname === `${audit}/report`, { timeout: 300_000 });
  await picture(screens.elif, `certification-${name}`);
  await mkdir('build/screenshots', { recursive: true });
  for (const language of ['en', 'tr']) {
    const address = await screens.elif.getAttribute(`main td a[href$="/${language}/pdf"]`, 'href');
    const pdf = await (await screens.elif.context().request.get(server.url + address)).body();
    assert.equal(pdf.subarray(0, 4).toString(), '%PDF');
    await writeFile(`build/screenshots/${name}-${language}.pdf`, pdf);
  }
  await screens.elif.goto(`${audit}/pack`);
  await sign(screens.elif, '/pack');
  await screens.elif.locator('main a[href="/packs"]').click();
  const [download] = await Promise.all([screens.elif.waitForEvent('download'), screens.elif.locator('main a[download]').first().click()]);
  const pack = `build/screenshots/${name}.zip`;
  await download.saveAs(pack);
  const verdict = await command('verify-pack', pack);
  assert.equal(verdict.code, 0, verdict.out + verdict.err);
  check_quiet(page);
  check_quiet(screens.elif);
}

/** Records an event of the certification on its form. */
async function record(name, fields) {
  const page = screens.elif;
  await page.goto('/certification');
  await page.getByRole('link', { name, exact: true }).first().click();
  for (const [field, value] of Object.entries(fields))
    if (field === 'audit') await page.check(`main [name=audit][value="${value.split('/').pop()}"]`);
    else await page.fill(`main [name=${field}]`, value);
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Save' }).click()]);
  assert.deepEqual(await page.locator('.problems li').allInnerTexts(), [], name);
}

let stage1;
let stage2;
let surveillance;
let concern;
let minor;
let evidence;
const story = new Story();
const scene = (name, lived) => story.scene(name, lived);

scene('the quality manager names the body and applies', async () => {
  const page = screens.elif;
  await page.goto('/certification/body');
  await page.fill('[name=name]', 'Marmara Belgelendirme');
  await page.fill('[name=scheme]', 'MB-10002, version 3');
  await press(page, 'main form button.btn-p');
  await house.write_application();
  await record('Application', { on: day(-90), body: 'Marmara Belgelendirme' });
  const handed_in = await selin.upload('policy.txt', 'All complaints are answered.');
  evidence = handed_in.number;
  assert.match(evidence, /^EV-\d+$/);
});

scene('stage 1 finds a concern that could become a minor', async () => {
  stage1 = await house.plan_audit({ ...scope, type: 'STAGE1', title: 'Documents and readiness', starts_on: day(-42), ends_on: day(-40) });
  assert.match(stage1, /\/audits\/S1-/);
  await answer(stage1);
  const draft = await house.draft_finding(stage1, { grade: 'AOC', could_become: 'MINOR', must_fix: '1' });
  concern = await house.raise_finding(draft);
  assert.match(concern, /\/findings\/S1-\d{4}-01-01/);
  await issue(stage1, 'stage-1');
});

scene('the body hears of it from the audit itself', () => record('Stage 1 done', { audit: stage1 }));

scene('at stage 2 the concern is not solved: it becomes a minor', async () => {
  stage2 = await house.plan_audit({
    ...scope, type: 'STAGE2', title: 'How everything works', follows: stage1.split('/').pop(), starts_on: day(-22), ends_on: day(-20),
  });
  await answer(stage2);
  const page = screens.selin;
  await page.goto(`${stage2}/earlier`);
  await page.check('[name=outcome][value=BECAME]');
  await page.check('[name=grade][value=MINOR]');
  await page.fill('[name=comment]', 'Still late.');
  await press(page, 'main form.form button');
  assert.match(await text_of(page), /all looked at/);
  const draft = `${stage2}/findings/1`;
  const view = await selin.view(draft);
  await selin.post(draft, {
    version: await house.version(draft, selin), grade: 'MINOR', clause: '7.4', criterion: (await elif.view('/audits/new')).criterion_choices[1].value,
    criterion_section: '4.2', auditee_contact: view.auditee_contact.options[0].key, requirement: 'Each complaint is acknowledged within a day.',
    objective_evidence: '7 of 25 files were later.', statement: 'Complaints are not acknowledged in time.', process: 'Complaints desk', grade_reason: 'It goes on.',
  });
  minor = await house.raise_finding(draft);
  assert.match(minor, /\/findings\/S2-/);
  await page.goto(concern);
  assert.match(await text_of(page), new RegExp(minor.split('/').pop()), 'the concern names what it became');
  await issue(stage2, 'stage-2');
});

scene('the body decides', async () => {
  await record('Stage 2 done', { audit: stage2 });
  await record('Ready for the decision', { on: day(-15) });
  await record('Certificate granted', { on: day(-10), certificate: 'MB-1001', scope: 'Complaints of all shops' });
  assert.match(await text_of(screens.elif), /Surveillance 1/);
  await picture(screens.elif, 'certification-granted');
});

scene('the surveillance finds the effect of what was done', async () => {
  surveillance = await house.plan_audit({
    ...scope, type: 'SURVEILLANCE', title: 'First year', follows: stage2.split('/').pop(), starts_on: day(), ends_on: day(), rotation: ['7.4'],
  });
  await answer(surveillance);
  const page = screens.selin;
  await page.goto(`${surveillance}/earlier`);
  const card = page.locator('section.card', { hasText: minor.split('/').pop() });
  await card.locator('[name=outcome][value=EFFECTIVE]').check();
  await card.locator('[name=comment]').fill('25 of 25 files in time.');
  await Promise.all([page.waitForNavigation(), card.locator('form.form button').click()]);
  assert.deepEqual(await page.locator('.problems li').allInnerTexts(), []);
  assert.match(await text_of(page), /all looked at/);
  await issue(surveillance, 'surveillance');
});

scene('the data directory is sound', async () => {
  assert.equal(await server.stop(), 0);
  const verdict = await command('verify', '--data', server.data);
  assert.equal(verdict.code, 0, verdict.out + verdict.err);
});

test('the story of a certification', async (t) => {
  t.after(async () => {
    await browser.close();
    await house.dispose();
  });
  await story.live(t);
});

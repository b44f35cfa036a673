// The plan of an audit: what is missing, the timetable that is proposed, issuing, accepting, the plan as a document; in both
// languages, on a small screen and without scripts.

import assert from 'node:assert/strict';
import test from 'node:test';
import { check_access, check_quiet, check_width, launch, picture, sizes, tab_of, window_of } from './support/browser.mjs';
import { House, day } from './support/house.mjs';

const house = await House.furnished();
const { selin, elif, can } = house;
const audit = await house.plan_audit({ starts_on: day(20), ends_on: day(23) });
const key = audit.split('/').pop();
const browser = await launch();
test.after(async () => {
  await browser.close();
  await house.dispose();
});

const keys = Object.fromEntries((await elif.view(`${audit}/team`)).people
  .map((person) => [person.name, person.field.replace(/^[a-z]+[_-]/, '')]));
await selin.post(`${audit}/independence`, { person: keys['Selin Demir'] });
await can.post(`${audit}/independence`, { person: keys['Can Öz'] });
await selin.post(`${audit}/step`, { version: await house.version(audit, selin), to: 'PREPARING' });

/** The plan on somebody's screen. */
async function open(visitor, options = {}) {
  const page = await tab_of(await window_of(browser, house.server, visitor, options));
  const reply = await page.goto(`${audit}/plan`);
  assert.equal(reply.status(), 200);
  return page;
}

/** In both languages and colours, wide and narrow. */
async function look(visitor) {
  for (const options of [{ colorScheme: 'light' }, { colorScheme: 'dark', locale: 'tr-TR' }]) {
    const page = await open(visitor, options);
    for (const width of [1440, 390]) {
      await page.setViewportSize(sizes[width]);
      await check_access(page);
      await check_width(page);
    }
    check_quiet(page);
  }
}

test('a plan that lacks something says what, with a link to each', async () => {
  const page = await open(selin);
  const gaps = await page.locator('.todo li').allInnerTexts();
  assert.ok(gaps.some((gap) => /Audit programme is missing/.test(gap)), gaps.join(' | '));
  assert.ok(gaps.some((gap) => /Opening meeting is missing/.test(gap)), gaps.join(' | '));
  assert.equal(await page.locator('form[action$="/plan/issue"]').count(), 0);
  for (const link of await page.locator('.todo a').evaluateAll((links) => links.map((each) => each.pathname)))
    assert.equal((await elif.request(link)).status, 200, link);
  await look(selin);
});

test('without scripts the timetable is proposed and the plan issued', async () => {
  await house.write_plan(audit, { timetable: false });
  const page = await open(selin, { javaScriptEnabled: false });
  await page.click('form[action$="/plan/timetable"] button');
  assert.match(await page.locator('.report').innerText(), /Opening meeting[\s\S]*Complaint files[\s\S]*Closing meeting/);
  assert.equal(await page.locator('form[action$="/plan/timetable"]').count(), 0);
  assert.equal(await page.locator('.todo li').count(), 0);
  await picture(page, 'plan-proposed');
  await page.click('form[action$="/plan/issue"] button');
  assert.equal(new URL(page.url()).pathname, audit);
});

test('it is read and accepted by the audited side', async () => {
  const { deniz } = house;
  await look(deniz);
  const page = await open(deniz);
  assert.equal(await page.locator('.watermark').count(), 0);
  await page.click('form[action$="/plan/accept"] button');
  assert.match(await page.locator('.report').innerText(), /Accepted by Deniz Ak on/);
  for (const [language, words] of [['en', 'Audit plan'], ['tr', 'Tetkik planı']]) {
    const document = await (await deniz.request(`${audit}/plan/${language}/html`)).text(); // nothing runs in it, axe neither
    assert.match(document, new RegExp(`<html lang="${language}">[\\s\\S]*<h1>${words}</h1>`));
  }
});

test('on paper it has the name of its audit', async () => {
  const reply = await selin.request(`${audit}/plan/tr/pdf`);
  assert.equal(reply.status, 200);
  assert.match(reply.headers.get('content-disposition'), new RegExp(`${key}_audit-plan_tr\\.pdf`));
  assert.equal(Buffer.from(await reply.arrayBuffer()).subarray(0, 5).toString(), '%PDF-');
});

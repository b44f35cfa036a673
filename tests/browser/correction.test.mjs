// A finding is withdrawn while the report is written: the lead corrects its question by keyboard, in both languages, on a
// small screen, and without scripts.

import assert from 'node:assert/strict';
import test from 'node:test';
import { check_access, check_quiet, check_width, launch, picture, sizes, tab_of, window_of } from './support/browser.mjs';
import { House, day } from './support/house.mjs';

const house = await House.furnished();
const { selin, elif, can } = house;
const audit = await house.plan_audit({ chapters: [], clauses: ['8.1'] });
await house.begin_fieldwork(audit);
const clause = `${audit}/run/8.1`;
const cards = async () => (await selin.view(clause)).cards;
const ids = (await cards()).map((card) => card.id);
const lead_to = async (state) => selin.post(`${audit}/step`, { version: await house.version(audit, selin), to: state });

for (const card of await cards()) await selin.patch(card.action, 0, { result: ids.indexOf(card.id) < 2 ? 'MINOR' : 'C', note: '9 of 25 late' });
await selin.post(`${audit}/meetings/closing`, { version: 0, held_on: day(), people: [house.keys['Selin Demir']], note: '' });
const criterion = (await elif.view('/audits/new')).criterion_choices[0].value;
const drafts = (await cards()).slice(0, 2).map((card) => card.findings[0].href);
for (const draft of drafts)
  await selin.post(draft, {
    version: await house.version(draft, selin), auditee_contact: (await selin.view(draft)).auditee_contact.options[0].key, criterion, criterion_section: '4.2', clause: '8.1', requirement: 'Each is recorded.',
    objective_evidence: '9 of 25 were not.', statement: 'Not all are recorded.', process: 'Desk', grade_reason: 'Every week.',
  });
const raised = [];
for (const draft of drafts) raised.push(await house.raise_finding(draft));
await lead_to('FIELDWORK_DONE');
await lead_to('REPORT_DRAFT');
for (const [place, finding] of raised.entries())
  await selin.post(`${drafts[place]}/withdraw`, { version: await house.version(finding, selin), reason: 'Another log was found.' });

const browser = await launch();
test.after(async () => {
  await browser.close();
  await house.dispose();
});
const form = (page, id) => page.locator(`form[id="c-${id}"]`);

test('the way there is the list of what the report lacks', async () => {
  const page = await tab_of(await window_of(browser, house.server, selin));
  await page.goto(`${audit}/review`);
  const link = page.locator(`a[href$="#q-${ids[0]}"]`);
  if (!(await link.isVisible())) await page.locator('details', { has: link }).locator('summary').click();
  await link.click();
  await form(page, ids[0]).waitFor();
  check_quiet(page);
  await picture(page, 'correction');
});

test('nobody but the lead has the form', async () => {
  const page = await tab_of(await window_of(browser, house.server, can));
  await page.goto(clause);
  assert.equal(await page.locator('.q-correct').count(), 0);
});

for (const language of ['en', 'tr'])
  for (const scheme of ['light', 'dark'])
    test(`it fits and is accessible, ${language}, ${scheme}`, async () => {
      await selin.speak(language);
      for (const size of [390, 820, 1440]) {
        const page = await tab_of(await window_of(browser, house.server, selin, { viewport: sizes[size], colorScheme: scheme }));
        await page.goto(clause);
        assert.equal(await page.locator('.q-correct').count(), 2);
        await check_width(page);
        await check_access(page);
        if (size === 390) await form(page, ids[0]).scrollIntoViewIfNeeded();
        await picture(page, `correction-${language}-${scheme}-${size}`);
        check_quiet(page);
        await page.context().close();
      }
      await selin.speak('en');
    });

test('it is filled in and sent by keyboard alone', async () => {
  const page = await tab_of(await window_of(browser, house.server, selin));
  await page.goto(`${clause}#q-${ids[0]}`);
  await form(page, ids[0]).locator('[name=result]').first().focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('All were recorded.');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Another log was found.');
  await page.keyboard.press('Tab');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  const [first] = await cards();
  assert.deepEqual([first.mark, first.note], ['C', 'All were recorded.']);
  assert.equal(await form(page, ids[0]).count(), 0);
  check_quiet(page);
});

test('without scripts what is missing is said beside its field, and what was typed stays', async () => {
  const page = await tab_of(await window_of(browser, house.server, selin, { javaScriptEnabled: false, viewport: sizes[390] }));
  await page.goto(clause);
  const fill = async (mark, note, reason) => {
    await form(page, ids[1]).locator(`[name=result][value=${mark}]`).check();
    await form(page, ids[1]).locator('[name=note]').fill(note);
    await form(page, ids[1]).locator('[name=reason]').fill(reason);
    await Promise.all([page.waitForNavigation(), form(page, ids[1]).locator('button').click()]);
  };
  await fill('NA', 'Short.', 'It does not apply.');
  assert.match(await form(page, ids[1]).locator('[id$="-note-problem"]').innerText(), /at least 20/);
  assert.equal(await form(page, ids[1]).locator('[name=reason]').inputValue(), 'It does not apply.');
  await fill('NA', 'This desk takes no complaints by post.', 'It does not apply.');
  assert.equal(await page.locator('.q-correct').count(), 0);
  assert.equal((await cards())[1].mark, 'NA');
  assert.match(await page.locator('main').innerText(), /Approved|approved/i);
});

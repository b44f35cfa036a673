// The certification recorded by plain forms, without scripts: in order, refused as typed, corrected, taken away.

import assert from 'node:assert/strict';
import test from 'node:test';
import { launch, tab_of, window_of } from './support/browser.mjs';
import { House, day } from './support/house.mjs';

test('what happened is recorded, refused, corrected and taken away without scripts', async (t) => {
  const house = await House.furnished();
  const browser = await launch();
  t.after(async () => {
    await browser.close();
    await house.dispose();
  });
  const page = await tab_of(await window_of(browser, house.server, house.elif, { javaScriptEnabled: false }));
  const words = async () => page.locator('main').innerText();
  const record = async (name, on, fields = {}) => {
    await page.goto('/certification');
    await page.getByRole('link', { name, exact: true }).first().click();
    await page.getByLabel('Day', { exact: true }).fill(on);
    for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(value);
    await page.getByRole('button', { name: 'Save' }).click();
  };

  await page.goto('/certification');
  assert.match(await words(), /Nothing is recorded yet/);
  await record('Application', day(-300), { 'Certification body': 'Marmara Belgelendirme' });
  assert.match(await words(), /Stage 1 comes next/);
  await record('Stage 1 done', day(-320));
  assert.match(await words(), /It cannot have happened on that day/);
  assert.equal(await page.getByLabel('Day', { exact: true }).inputValue(), day(-320), 'what was typed stays');
  await page.getByLabel('Day', { exact: true }).fill(day(-200));
  await page.getByRole('button', { name: 'Save' }).click();
  await record('Stage 2 done', day(-100), { 'Major nonconformities at its end': '1' });
  assert.match(await words(), /Majors of stage 2 verified/);
  await record('Ready for the decision', day(-60));
  await record('Certificate granted', day(-30), { Certificate: 'MB-1001', Scope: 'Complaints of all shops' });
  assert.match(await words(), /Surveillance 1/);
  assert.match(await words(), /MB-1001/);

  await page.getByRole('link', { name: 'Correct: Certificate granted, CE-0005' }).click();
  await page.getByLabel('Certificate', { exact: true }).fill('MB-1002');
  await page.getByLabel('Why', { exact: true }).fill('Read from the certificate');
  await page.getByRole('button', { name: 'Save' }).click();
  assert.match(await words(), /MB-1002/);
  await page.getByRole('link', { name: 'Correct: Certificate granted, CE-0005' }).click();
  await page.getByLabel('Take it away: it did not happen').check();
  await page.getByLabel('Why', { exact: true }).fill('Meant for a sister company');
  await page.getByRole('button', { name: 'Save' }).click();
  assert.doesNotMatch(await words(), /MB-1002/);
  assert.match(await words(), /people who did not audit decide/);

  await page.goto('/certification/dates');
  await page.getByLabel('Months from stage 2 until majors are verified').fill('13');
  await page.getByRole('button', { name: 'Save' }).click();
  assert.match(await words(), /Give a whole number from 1 to 12/);
});

// The certification recorded by plain forms, without scripts: in order, refused as typed, corrected, taken away.

import assert from 'node:assert/strict';
import test from 'node:test';
import { check_access, check_quiet, check_width, launch, sizes, tab_of, window_of } from './support/browser.mjs';
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
  assert.match(await words(), /The application is not complete/);
  await house.write_application();
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

test('the body is named, the application written and printed without scripts, at 390 px and in Turkish', async (t) => {
  const house = await House.furnished();
  const browser = await launch();
  t.after(async () => {
    await browser.close();
    await house.dispose();
  });
  const context = await window_of(browser, house.server, house.elif, { javaScriptEnabled: false, viewport: sizes[390] });
  const page = await tab_of(context);
  const words = async () => page.locator('main').innerText();
  const save = async () => page.getByRole('button', { name: 'Save' }).click();

  await page.goto('/certification/body');
  assert.equal(await page.getByLabel('Not known').isChecked(), true, 'never accredited by default');
  await page.getByLabel('Name', { exact: true }).fill('Marmara Belgelendirme');
  await page.getByLabel('Scheme', { exact: true }).fill('MB-10002, version 3');
  await page.getByLabel('Accreditation body').fill('TÜRKAK');
  await save();
  assert.match(await words(), /Say “accredited” as well, or leave this empty/);
  await page.getByLabel('Accreditation body').fill('');
  await save();
  assert.match(await words(), /Marmara Belgelendirme/);
  assert.match(await words(), /Not known/);

  await page.getByRole('link', { name: 'Open the application' }).click();
  assert.match(await words(), /entries are missing/);
  const draft = await house.elif.request('/certification/application/en/html');
  assert.match(await draft.text(), />DRAFT</);
  const fill = async (fields) => {
    for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(value);
  };
  await fill({
    'Stage 1 wished for': day(90), 'Stage 2 wished for': day(60), 'Languages of the audit and its reports': 'Turkish',
    'Shifts and hours': 'Daily 08:00 to 24:00', 'Outsourced parts': 'none', 'Complaints in the last 12 months': '3120',
    'Legal and contractual duties': 'Consumer protection law', 'Means for remote work': 'Shared screen',
    'Other certificates': 'none', 'Certificate before, and its body': 'none', 'Consultant used': 'none',
    'Declared by': 'Elif Kaya', 'Function': 'Quality manager', 'Declared on': day(),
  });
  await save();
  assert.match(await words(), /Stage 2 comes after stage 1/);
  assert.equal(await page.getByLabel('Shifts and hours', { exact: true }).inputValue(), 'Daily 08:00 to 24:00', 'what was typed stays');
  await fill({ 'Stage 2 wished for': day(120) });
  await save();
  await page.goto('/certification/application');
  assert.doesNotMatch(await words(), /entry is missing|entries are missing/);
  for (const language of ['en', 'tr']) {
    const paper = await tab_of(context);
    await paper.goto(`/certification/application/${language}/html`);
    assert.doesNotMatch(await paper.locator('body').innerText(), /DRAFT|TASLAK|— \p{L}+ —/u);
    assert.equal(await paper.getAttribute('html', 'lang'), language);
    await check_width(paper);
    await paper.close();
    const pdf = await house.elif.request(`/certification/application/${language}/pdf`);
    assert.equal(pdf.headers.get('content-type'), 'application/pdf');
    assert.equal((await pdf.text()).slice(0, 5), '%PDF-');
  }
});

test('what the audits of a cycle look at is readable in every size, language and colour', async (t) => {
  const house = await House.furnished();
  const browser = await launch();
  t.after(async () => {
    await browser.close();
    await house.dispose();
  });
  await house.plan_audit();
  await house.write_application();
  await house.elif.post('/certification/record/APPLIED', { on: day(-200), body: 'Marmara Belgelendirme', note: '', retry_key: 'one' });
  await house.elif.post('/certification/record/STAGE1_DONE', { on: day(-120), note: '', audit: '', retry_key: 'two' });
  for (const [language, options] of [['en', { colorScheme: 'light' }], ['tr', { colorScheme: 'dark', locale: 'tr-TR' }]]) {
    await house.elif.speak(language);
    const page = await tab_of(await window_of(browser, house.server, house.elif, options));
    for (const width of [1440, 390]) {
      await page.setViewportSize(sizes[width]);
      for (const address of ['/certification', '/certification/application', '/certification/body', '/certification/record/STAGE2_DONE', '/']) {
        await page.goto(address);
        await check_access(page);
        await check_width(page);
      }
      await page.goto('/certification');
      const table = page.locator('table.rot');
      assert.equal(await table.locator('tbody th[scope=row]').count() > 30, true, 'a row a clause');
      assert.match(await table.innerText(), language === 'en' ? /Planned, in full/ : /Planlı, tamamı/);
      await page.goto('/');
      assert.match(await page.locator('ol.road li[aria-current=step]').innerText(), language === 'en' ? /Stage 2/ : /Aşama 2/);
    }
    check_quiet(page);
  }
});

// A checklist of one's own: looked at, brought in, chosen for an audit, retired; and what an audit on an earlier edition
// said, beside the clauses of now. With and without scripts.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import test from 'node:test';
import { check_access, check_quiet, check_width, launch, picture, sizes, tab_of, window_of } from './support/browser.mjs';
import { House, day } from './support/house.mjs';

const patience = 60_000;

/** One clause in our own words. */
const clause = (number) => `
    <clause number="${number}" weight="1" key="no" title-source="own">
      <title xml:lang="en">Matter ${number}</title><title xml:lang="tr">Konu ${number}</title>
      <intent xml:lang="en">What we want of it.</intent><intent xml:lang="tr">Ondan istediğimiz.</intent>
      <question id="${number}-Q1" stages="S1 S2"><text xml:lang="en">How is ${number} done?</text><text xml:lang="tr">${number} nasıl yapılıyor?</text></question>
      <evidence types="PRO"><example><text xml:lang="en">a procedure</text><text xml:lang="tr">bir prosedür</text></example></evidence>
      <interview with="TM"/>
    </clause>`;

/** A checklist with these clauses; notes and labels as in the built-in one. */
function checklist_of(ours, standard, edition, revision, clauses) {
  const groups = new Map();
  for (const number of clauses) groups.set(number.split('.')[0], [...(groups.get(number.split('.')[0]) ?? []), number]);
  const head = ours.slice(0, ours.indexOf('  <group ')).replace(/standard="[^"]*" edition="[^"]*" revision="[^"]*"/,
    `standard="${standard}" edition="${edition}" revision="${revision}"`);
  const body = [...groups].map(([group, numbers]) =>
    `  <group number="${group}"><title xml:lang="en">Chapter ${group}</title><title xml:lang="tr">Bölüm ${group}</title>${numbers.map(clause).join('')}\n  </group>\n`);
  return `${head}${body.join('')}</checklist>\n`;
}

test('checklists of one’s own', async (t) => {
  const house = await House.furnished();
  const browser = await launch();
  t.after(async () => {
    await browser.close();
    await house.dispose();
  });
  const { elif, selin } = house;
  const ours = await (await elif.request('/checklists/iso-10002-2018/file')).text();
  const rules = checklist_of(ours, 'Shop rules', 2026, 1, ['2.1', '2.2', '11.3']);
  const file = (text, name = 'own.xml') => ({ name, mimeType: 'text/xml', buffer: Buffer.from(text) });
  const views = [['en', 'light', 1440], ['tr', 'dark', 390]];
  const looked_at = async (pages, who = elif) => {
    for (const [language, colorScheme, width] of views) {
      await who.speak(language);
      const page = await tab_of(await window_of(browser, house.server, who, { colorScheme, viewport: sizes[width] }));
      page.setDefaultTimeout(patience);
      for (const [address, name] of pages) {
        await page.goto(address);
        await check_access(page);
        await check_width(page);
        check_quiet(page);
        await picture(page, `${name}-${language}-${width}`);
      }
      await page.close();
    }
    await who.speak('en');
  };

  for (const javaScriptEnabled of [false, true])
    await t.test(`a file is seen before it comes in, scripts ${javaScriptEnabled ? 'on' : 'off'}`, async () => {
      const text = javaScriptEnabled ? rules.replace('revision="1"', 'revision="2"').replace('How is 2.2 done?', 'How is 2.2 done now?') : rules;
      const page = await tab_of(await window_of(browser, house.server, elif, { javaScriptEnabled }));
      page.setDefaultTimeout(patience);
      await page.goto('/checklists');
      await page.click('main a[href="/checklists/import"]');
      await page.setInputFiles('#file', file(text));
      await Promise.all([page.waitForNavigation(), page.click('main form button')]);
      assert.match(await page.locator('h1').innerText(), /Shop rules:2026/);
      const hash = createHash('sha256').update(text).digest('hex');
      assert.match(await page.locator('main').innerText(), new RegExp(hash));
      if (javaScriptEnabled) {
        assert.match(await page.locator('main').innerText(), /0 new, 1 changed, 0 gone/);
        assert.equal(await page.locator('del').first().innerText().then((said) => said.includes('How is 2.2 done?')), true);
      }
      assert.equal((await elif.request(`/checklists/${hash}`)).status, 404, 'nothing is stored yet');
      await Promise.all([page.waitForNavigation(), page.click('main form[action^="/checklists/import/"] button')]);
      assert.equal(new URL(page.url()).pathname, `/checklists/${hash}`);
      assert.equal(await (await elif.request(`/checklists/${hash}/file`)).text(), text);
      check_quiet(page);
    });

  await t.test('faults are named, and nothing stays', async () => {
    const page = await tab_of(await window_of(browser, house.server, elif));
    page.setDefaultTimeout(patience);
    await page.goto('/checklists/import');
    await page.setInputFiles('#file', file(rules.replace('weight="1"', 'weight="9"').replace('2.2-Q1', '2.1-Q1'), '<i>.xml'));
    await Promise.all([page.waitForNavigation(), page.click('main form button')]);
    const rows = await page.locator('main tbody tr').allInnerTexts();
    assert.match(rows.join('\n'), /“9” is not a weight/);
    assert.match(rows.join('\n'), /2\.1-Q1 stands twice/);
    await check_access(page);
    await check_width(page);
    await picture(page, 'checklist-faults');
  });

  await t.test('the pages are good to look at', async () => {
    const next = rules.replace('revision="1"', 'revision="3"').replace('How is 2.1 done?', 'Who does 2.1, and where is it written down?').replace(clause('11.3'), clause('11.4'));
    await looked_at([
      ['/checklists', 'checklists'],
      ['/checklists/import', 'checklist-import'],
      [`/checklists/import/${await elif.preview_checklist(next)}?name=next.xml`, 'checklist-preview'],
      ['/checklists/editions', 'checklist-editions'],
      [(await elif.view('/checklists')).rows.at(-1).href, 'checklist-own'],
    ]);
  });

  await t.test('a new audit chooses its checklist without scripts, and a retired one is not offered', async () => {
    const page = await tab_of(await window_of(browser, house.server, elif, { javaScriptEnabled: false }));
    page.setDefaultTimeout(patience);
    await page.goto('/audits/new');
    assert.equal(await page.locator('#choose-checklist option').count(), 3);
    await page.fill('#title', 'Typed before the choice');
    await page.selectOption('#choose-checklist', { label: 'Shop rules:2026, revision 2' });
    await Promise.all([page.waitForNavigation(), page.click('button[name=choose]')]);
    assert.equal(await page.inputValue('#title'), 'Typed before the choice');
    assert.equal(await page.inputValue('#choose-checklist'), await page.inputValue('[name=checklist]'));
    assert.match(await page.locator('#clauses').innerText(), /Chapter 11/);
    await check_width(page);
    await picture(page, 'audit-new-own');
    const own = (await elif.view('/checklists')).rows.at(-1).href; // revision 1
    await elif.post(`${own}/retire`, { version: 1 });
    await page.goto('/audits/new');
    assert.equal(await page.locator('#choose-checklist option').count(), 2);
  });

  await t.test('what an audit of 2014 said stands beside the clauses of now', async () => {
    const checklist = await elif.import_checklist(checklist_of(ours, 'ISO 10002', 2014, 1, ['4.4', '7.4']));
    const then = await house.plan_audit({ checklist, chapters: [], clauses: ['4.4', '7.4'] });
    await house.begin_fieldwork(then);
    const [card] = (await selin.view(`${then}/run/4.4`)).cards;
    await selin.patch(card.action, 0, { result: 'C', note: 'Two weeks in spring, <b>one</b> in summer.' });
    const now = await house.plan_audit({ chapters: [], clauses: ['4.6', '4.9', '7.4'], ends_on: day(5) });
    await house.begin_fieldwork(now);
    const run = await selin.view(`${now}/run/4.6`);
    assert.equal(run.answered, 0);
    assert.equal(run.carried.from[0].answers[0].note, 'Two weeks in spring, <b>one</b> in summer.');
    await looked_at([[`${now}/run/4.6`, 'run-carried']], selin);
    assert.equal((await selin.view(`${now}/run/4.9`)).carried.new, true);
  });
});

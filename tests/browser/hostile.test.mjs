// Text that would be markup, a formula or a riddle, in every field within reach; then every page is looked at for it.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import test from 'node:test';
import { check_quiet, check_width, launch, sizes, tab_of, window_of } from './support/browser.mjs';
import { House } from './support/house.mjs';
import { command, passing_directory, top } from './support/server.mjs';

const script = '<script>alert(1)</script>';
const breakout = `"'></textarea></title></script>${script}<img src=x onerror=alert(2)>{{page.token}}{{{token}}}`;
const formula = '=HYPERLINK("http://example.com","x")';
const riddle = 'abc\u202Egnp.exe\u202C q\u0323\u0307\u0301 \u0130\u0131 \u{1F469}\u200D\u{1F4BC}';
const long_name = 'ğ'.repeat(150); // 300 bytes without a place to break
const all = `${breakout} ${formula} ${riddle}`;

const house = await House.furnished();
const browser = await launch();
test.after(async () => {
  await browser.close();
  await house.dispose();
});
const addresses = new Set();
let audit; // the one that is written full

test('every field takes it or refuses it in a sentence', async () => {
  const { elif, selin } = house;
  const describe = async (text) =>
    house.describe({
      legal_name: text, trade_names: text, address: text, representative_name: text, representative_role: text,
      representative_contact: text, scope_statement: text, scope_exclusions: `Shops: ${text}`, channels: text,
      confidentiality_statement: text,
    });
  const taken = async (text, save) => {
    try {
      await save(text);
    } catch (problem) {
      if (!/422/.test(problem.message)) throw problem; // refused with a sentence is as good; a 500 is not
      await save(text.replaceAll(/[\u202A-\u202E\u2066-\u2069]/g, ''));
    }
  };
  await taken(all, describe);
  await taken(all, (text) => elif.post('/sites', { version: 0, name: text, address: text, activities: text, headcount: '3' }));
  await elif.post('/sites', { version: 0, name: long_name, address: long_name, activities: long_name, headcount: '3' });
  await taken(all, (text) => elif.post('/criteria', { version: 0, type: 'OWN', reference: text, title: text, edition: text.slice(0, 60) }));
  await taken(all, (text) => elif.post('/people', {
    version: 0, name: text, function: text, organization: text, email: 'a@example.com', competence: text,
  }));
  await elif.post('/people', { version: 0, name: long_name, function: long_name });
  await taken(all, async (text) => {
    audit = await house.plan_audit({ title: text, objectives: text, scope: text, risk_basis: text });
  });
  await house.plan_audit({ title: long_name, scope: long_name });
  await house.begin_fieldwork(audit);
  const written = (text) => ({
    criterion_section: text.slice(0, 250), requirement: text, objective_evidence: text, statement: text, process: text,
    grade_reason: text,
  });
  let finding;
  await taken(all, async (text) => {
    finding = await house.draft_finding(audit, { grade: 'MAJOR', ...written(text) });
  });
  const draft = await house.draft_finding(audit, written(long_name));
  const raised = await house.raise_finding(finding);
  await taken(all, async (text) => selin.post(`${audit}/conclusion`, {
    version: (await house.version(`${audit}/conclusion`, selin)) ?? 0,
    ...Object.fromEntries((await selin.view(`${audit}/conclusion`)).fields.map(
      (field) => [field.id, ['plan_deviations', 'areas_not_covered'].includes(field.id) ? `Shops: ${text}` : text])),
  }));
  for (const page of ['', '/plan', '/review', '/team', '/edit', '/conclusion', '/meetings/opening', '/run/7.4', '/run/8.1'])
    addresses.add(audit + page);
  const run = await selin.view(`${audit}/run/7.4`);
  for (const [index, text] of [all, long_name].entries()) {
    const card = run.cards[index];
    await taken(text, (each) => selin.patch(card.action, 0, { result: 'C', note: each, interviewee: each.slice(0, 290) }));
    const made = await selin.upload(index ? `${'ğ'.repeat(120)}.txt` : `${script}=1+1.txt`, `${text}\n`, card.target);
    addresses.add(`/evidence/${made.number}`);
  }
  for (const name of ['../../x', 'CON', 'nul.txt', `${'n'.repeat(300)}.txt`, 'two\nlines.txt', '=1+1', '.htaccess', 'A.TXT', 'a.txt']) {
    const made = await selin.upload(name, `a file named ${name}`, run.cards[0].target);
    addresses.add(`/evidence/${made.number}`);
  }
  for (const page of ['/', '/organization', '/organization/edit', '/sites', '/sites/S-02', '/sites/S-03', '/criteria', '/criteria/new',
    '/people', '/people/P-0006', '/people/P-0006/edit', '/people/P-0007', '/audits', '/audits/new', '/findings', '/evidence', '/journal', draft, raised])
    addresses.add(page);
  for (const criterion of (await elif.view('/criteria')).rows) addresses.add(criterion.href);
});

test('no page runs it, breaks by it, or grows wider', async (t) => {
  assert.ok(addresses.size > 30, `${addresses.size} addresses`);
  const pages = new Map();
  for (const who of ['elif', 'selin']) {
    pages.set(who, await tab_of(await window_of(browser, house.server, house[who], { viewport: sizes[390] })));
  }
  for (const address of addresses) {
    await t.test(address, async () => {
      const reply = await house.elif.request(address);
      const who = reply.status === 200 ? 'elif' : 'selin';
      const page = pages.get(who);
      const html = await (await house[who].request(address)).text();
      assert.ok(!html.includes(script), 'the script stands on the page as one');
      assert.ok(!/<img src=x/.test(html), 'the picture stands on the page as one');
      const shown = await page.goto(address);
      assert.equal(shown.status(), 200);
      check_quiet(page);
      await check_width(page);
    });
  }
});

test('the report shows it as text, and brings nothing from elsewhere', async () => {
  const directory = await passing_directory();
  try {
    const file = `${directory.path}/report.html`;
    const made = await command('report', audit.split('/').pop(), '--html', file, '--data', house.server.data);
    assert.equal(made.code, 0, made.err);
    const report = await readFile(file, 'utf8');
    assert.ok(report.includes('&lt;script&gt;alert(1)&lt;/script&gt;'), 'what was typed stands in the report');
    assert.ok(report.includes(formula.replaceAll('"', '&quot;')), 'the formula stands there as it was typed');
    for (const markup of [script, '<script', '<img src=x', 'onerror=alert(2)>']) assert.ok(!report.includes(markup), markup);
    const draft = await (await house.elif.request(`${audit}/report`)).text();
    assert.ok(draft.includes('&lt;script&gt;alert(1)'), 'the page of the report shows it too');
    assert.ok(!draft.includes(script));
  } finally {
    await directory.dispose();
  }
});

test('the workbook holds it as text: no formula, no address of its own', async () => {
  const directory = await passing_directory();
  try {
    const pack = `${directory.path}/pack.zip`;
    const made = await command('pack', audit.split('/').pop(), '--out', pack, '--data', house.server.data);
    assert.equal(made.code, 0, made.err);
    assert.equal((await command('verify-pack', pack)).code, 0);
    execFileSync('unzip', ['-q', pack, '-d', directory.path]);
    const names = await readdir(directory.path, { recursive: true });
    assert.ok(names.filter((name) => name.startsWith('evidence/') || /7\.4/.test(name)).length >= 9, names.join());
    for (const name of names) assert.match(name, /^[A-Za-z0-9._/-]+$/, 'names that every system takes');
    assert.ok(!names.some((name) => /(^|\/)(con|nul)(\.|$)|\.\./i.test(name)), 'no devices, nothing upwards');
    const workbook = names.find((name) => name.endsWith('.xlsx'));
    const book = JSON.parse(execFileSync('/usr/bin/python3', [`${top}/tests/support/read_workbook.py`, `${directory.path}/${workbook}`], { maxBuffer: 1 << 28 }));
    const cells = book.sheets.flatMap((sheet) => sheet.rows.flat());
    assert.ok(cells.length > 500, `${cells.length} cells`);
    assert.deepEqual(cells.filter((cell) => cell.type === 'f'), [], 'no cell is a formula');
    const texts = cells.filter((cell) => cell.type === 's').map((cell) => cell.value);
    for (const part of [script, formula, '{{page.token}}'])
      assert.ok(texts.some((text) => text.includes(part)), `${part} stands in the workbook as it was typed`);
    const links = cells.map((cell) => cell.link).filter(Boolean);
    assert.ok(links.length > 0);
    for (const link of links) assert.match(link, /^(#|external:)?[^:]*$/, 'links stay inside the pack');
  } finally {
    await directory.dispose();
  }
});

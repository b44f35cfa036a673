// Every page of the route table, in its sizes, colours and languages. A new page whose address has a part not known
// here fails: say in `parts` what fills it.

import assert from 'node:assert/strict';
import test from 'node:test';
import { check_access, check_quiet, check_room, check_width, launch, sizes, tab_of, window_of } from './support/browser.mjs';
import { House } from './support/house.mjs';
import { Server, command, passing_directory } from './support/server.mjs';

const routes = JSON.parse((await command('routes', '--json')).out).filter((route) => route.method === 'GET');
// Set-up has its own test below, restoring in restore.test.mjs; packs, jobs, the files of a report, a plan and a clause matrix and the
// address of a calendar must be asked for first; the application as a document is looked at in certification.test.mjs.
const elsewhere = ['/certification/application/{language}', '/calendar/{token}', '/setup', '/packs/{pack}', '/jobs/{job}',
  '/audits/{audit}/report/', '/audits/{audit}/matrix/', '/audits/{audit}/plan/'];
const patterns = routes
  .map((route) => route.pattern)
  .filter((pattern) => !elsewhere.some((start) => pattern.startsWith(start)));
const serves = (pattern) => routes.some((route) => route.pattern === pattern);

let checked = 0;
test.after(() => console.log(`pages x sizes: ${checked}`));

/** Opens a page and looks at it from each width, the first of them with axe. */
async function look(page, address, widths, language) {
  await page.setViewportSize(sizes[widths[0]]);
  const reply = await page.goto(address);
  assert.equal(reply.status(), 200, address);
  assert.equal(await page.getAttribute('html', 'lang'), language);
  await check_access(page);
  for (const width of widths) {
    await page.setViewportSize(sizes[width]);
    await check_width(page);
    await check_room(page);
    ++checked;
  }
  check_quiet(page);
}

/** Without scripts: the page says something, and whatever can be filled in can be sent. */
async function look_without_scripts(page, address) {
  const reply = await page.goto(address);
  assert.equal(reply.status(), 200, address);
  const words = (await page.locator('body').innerText()).trim();
  assert.notEqual(words, '');
  assert.doesNotMatch(words, /\{\{|\}\}/, 'a template printed its own braces');
  for (const form of await page.locator('main form[method=post]:visible').all()) {
    const id = await form.getAttribute('id');
    const fields = form.locator(':is(input:not([type=hidden]), textarea, select):visible:not([readonly], :disabled)');
    if (!(await fields.count()) && !(await form.locator('button').count())) continue;
    const buttons = form.locator('button:visible').or(page.locator(`button[form="${id}"]:visible`));
    assert.ok(await buttons.count(), `${address}: a form without a button: ${await form.getAttribute('action')}`);
  }
}

const views = [
  { name: 'light, English', language: 'en', widths: [1440, 390, 320], options: { colorScheme: 'light' } },
  { name: 'dark, Turkish', language: 'tr', widths: [820, 390, 320], options: { colorScheme: 'dark', locale: 'tr-TR' } },
];

test('the pages before set-up', async (t) => {
  const directory = await passing_directory();
  const server = await new Server(`${directory.path}/data`).start();
  const browser = await launch();
  t.after(async () => {
    await browser.close();
    await server.stop();
    await directory.dispose();
  });
  for (const { language, widths, options } of views) {
    const page = await tab_of(await window_of(browser, server, null, options));
    for (const address of ['/setup', server.setup]) await look(page, address, widths, language);
  }
});

/** The built-in checklist as a revision of one's own: one question changed, one gone. */
async function own_checklist(visitor) {
  const ours = await (await visitor.request('/checklists/iso-10002-2018/file')).text();
  return ours
    .replace('revision="1"', 'revision="1001"')
    .replace(/(<question id="7\.4-Q1"[^>]*>\s*<text xml:lang="en">)[^<]*/, '$1How soon, &amp; who says so?')
    .replace(/ *<question id="7\.4-Q2"[\s\S]*?<\/question>\n/, '');
}

/** A certificate with a surveillance; returns the number of an event that can be corrected. */
async function certify(visitor) {
  const record = (step, on, more = {}) => visitor.post(`/certification/record/${step}`, { on, note: '', retry_key: `a-key-of-${step}`, ...more });
  await record('HELD', '2025-03-15', { body: 'Marmara <b>Belgelendirme</b>', certificate: 'MB-1001', scope: 'Complaints of all shops, telephone and online' });
  await visitor.post('/certification/body', {
    name: 'Marmara <b>Belgelendirme</b>', scheme: 'MB-10002, version 3', accreditation: 'NOT_ACCREDITED', accreditation_body: '', contact: 'Nermin', version: '0',
  });
  await record('SURVEILLANCE', '2026-02-10', { note: 'No nonconformity; two opportunities.' });
  return ['CE-0002'];
}

/** What stands in the house: an audit under way with findings and evidence. Returns what fills the parts of addresses. */
async function fill(house) {
  const { elif, selin } = house;
  const audit = await house.plan_audit();
  await house.begin_fieldwork(audit);
  const draft = await house.draft_finding(audit);
  const second = await house.draft_finding(audit, { grade: 'MAJOR', clause: '8.1' });
  const raised = await house.raise_finding(second);
  const waiting = await house.raise_finding(await house.draft_finding(audit, { clause: '7.5' }));
  await elif.post(`${second}/acknowledge`, { version: await house.version(raised), comment: 'Seen.' });
  await elif.post(`${second}/response`, {
    version: 0, method: 'FIVE_WHYS', correction: 'They were called.', extent_check: 'All open complaints.', why_1: 'By hand.', root_cause: 'No review.',
  });
  await elif.post(`${second}/actions`, { text: 'Record them in one place', kind: 'CORRECTIVE', owner: '', due: '', retry_key: 'a-key-of-this-form' });
  await selin.post(`${audit}/records/interviews/new`, { version: 0, s_function: 'Clerk <b>', s_topic: 'Receipt of complaints' });
  const parts = {
    '/findings/{number}': [raised.split('/').pop(), waiting.split('/').pop()],
    '{action}': [(await elif.view('/actions')).lines[0].number],
    '/journal/{number}': ['3'],
    '{audit}': [audit.split('/').pop()],
    '{sheet}': ['agenda', 'interviews'],
    '{serial}': [draft.split('/').pop()],
    '{kind}': ['opening', 'closing'],
    '{step}': ['STAGE1_DONE', 'CERTIFIED', 'WITHDRAWN'],
    '{event}': await certify(elif),
    '{site}': ['S-01'],
    '{person}': ['P-0002'],
    '{criterion}': [(await elif.view('/audits/new')).criterion_choices[0].value],
    '{link}': [house.spare_link],
    '{checklist}': [(await elif.view('/checklists')).rows[0].href.split('/').pop()],
    '{preview}': [await elif.preview_checklist(await own_checklist(elif))],
    '/assets/{path*}': ['0/icons.svg'],
  };
  if (serves('/audits/{audit}/run/{clause}')) {
    const run = (await selin.request(`${audit}/run`)).headers.get('location');
    const [card, other] = (await selin.view(run)).cards;
    await selin.patch(card.action, 0, { result: 'C', note: 'Seen at the desk and in the list of March.' });
    await selin.patch(other.action, 0, { result: 'MAJOR', note: 'Nobody could show it.' });
    parts['{clause}'] = [run.split('/').pop(), '8.1'];
    parts['{question}'] = [card.id];
    if (serves('/evidence/{number}')) {
      const made = await selin.upload('desk log.txt', '9 late of 25\n', card.target);
      await selin.upload('<b>list</b> & more.csv', 'a;b\n1;2\n');
      const referred = await selin.post('/evidence', {
        title: 'Register', type: 'LOG', location: 'Archive', kept_by: 'Registry office', reference_number: 'R-1', seen_how: 'SCREEN',
        seen_on: '2026-01-05', seen_by: 'P-0002', document_date: '2026-01-01', retry_key: 'a-key-of-a-reference', hand_in: '1',
      });
      const number = referred.split('/').pop();
      await selin.post(`/evidence/${number}/tags`, { tag: 'Q3, Çağrı merkezi' });
      await selin.post('/lists', { list: 'evidence', name: 'Bekleyenler <b>', query: 'state=SUBMITTED' });
      parts['/evidence/{number}/versions'] = [`${made.number}/versions`]; // the other has no file
      parts['/evidence/{number}'] = [made.number, number];
      parts['{version}'] = [String(made.version)];
      const page = await (await selin.request(`/evidence/${made.number}`)).text();
      parts['{file}'] = [/\/files\/([^"?]+)/.exec(page)?.[1]];
    }
  }
  return parts;
}

/** The addresses a pattern stands for. */
function addresses_of(pattern, parts) {
  const special = Object.keys(parts).find((key) => key.startsWith('/') && (pattern === key || pattern.startsWith(`${key}/`)));
  const start = special ? parts[special].map((value) => pattern.replace(special, special.replace(/\{.*/, value))) : [pattern];
  return start.flatMap(function filled(address) {
    const part = /\{[^}]*\}/.exec(address)?.[0];
    if (!part) return [address];
    assert.ok(parts[part], `what fills ${part} in ${pattern}?`);
    return parts[part].flatMap((value) => filled(address.replace(part, value)));
  });
}

test('every page of the route table', async (t) => {
  const house = await House.furnished();
  const browser = await launch();
  t.after(async () => {
    await browser.close();
    await house.dispose();
  });
  const parts = await fill(house);
  const tabs = new Map();
  const tab = async (visitor, options) => {
    const key = `${visitor?.session} ${JSON.stringify(options)}`;
    if (!tabs.has(key)) tabs.set(key, await tab_of(await window_of(browser, house.server, visitor, options)));
    return tabs.get(key);
  };

  const pages = [];
  for (const pattern of patterns) {
    for (const address of addresses_of(pattern, parts)) {
      const signed_out = ['/sign-in', '/welcome'].some((start) => address.startsWith(start));
      let who = signed_out ? null : house.elif;
      let reply = signed_out ? await fetch(house.server.url + address) : await who.request(address);
      if (reply.status === 403 || reply.status === 404) reply = await (who = house.selin).request(address);
      const is_page = reply.headers.get('content-type')?.startsWith('text/html');
      if (reply.status === 200 && is_page) pages.push({ address, who });
      else assert.ok([200, 303].includes(reply.status), `${address}: ${reply.status}`);
    }
  }
  assert.ok(pages.length > 25, `${pages.length} pages`);

  for (const { name, language, widths, options } of views) {
    for (const visitor of [house.elif, house.selin]) await visitor.speak(language);
    for (const { address, who } of pages)
      await t.test(`${address} (${name})`, async () => look(await tab(who, options), address, widths, language));
  }
  for (const { address, who } of pages)
    await t.test(`${address} (no scripts)`, async () =>
      look_without_scripts(await tab(who, { javaScriptEnabled: false }), address));
});

// The story of one internal audit, from an empty directory to its verified pack, as people live it: in the browser, by
// keyboard where they would, with a colleague on the same question, a server that dies and a session that ends in between. Scenes that stand on one another, therefore long.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';
import { check_quiet, launch, picture, saved, tab_of, window_of } from './support/browser.mjs';
import { day } from './support/house.mjs';
import { Story, press, sign_in } from './support/screen.mjs';
import { Server, command, passing_directory } from './support/server.mjs';
import { password } from './support/visitor.mjs';

const patience = 60_000; // only what never comes waits so long; issuing makes two PDFs
const directory = await passing_directory();
const server = await new Server(`${directory.path}/data`).start();
const browser = await launch();

/** Somebody at a screen of their own. */
async function person() {
  const page = await tab_of(await window_of(browser, server));
  page.setDefaultTimeout(patience);
  return page;
}
const elif = await person();
const selin = await person();
const can = await person();

/** Fills fields by their name; a list ticks boxes, anything else is typed. */
async function fill(page, fields) {
  for (const [name, value] of Object.entries(fields)) {
    if (!Array.isArray(value)) await page.fill(`main [name="${name}"]`, value);
    else for (const each of value) await page.check(`main [name="${name}"][value="${each}"]`);
  }
}


/** Sends the form that posts there. */
const send = (page, action) => press(page, `main form[action$="${action}"] button`);

/** Takes the audit a step further. */
async function take(page, to) {
  await page.goto(audit);
  await press(page, `form:has(input[name=to][value=${to}]) button`);
}

/** Sends a form that is signed with the password, where the sign-in is not fresh enough to stand for it. */
async function sign(page, action) {
  const asked = page.locator(`main form[action$="${action}"] [name=password]`);
  if (await asked.count()) await asked.fill(password);
  await send(page, action);
}

const audit = '/audits/IA-' + day().slice(0, 4) + '-01';
const clause = `${audit}/run/8.1`;
const card = (page, id) => page.locator(`[id="q-${id}"]`);
const note = (page, id) => card(page, id).locator('textarea[name=note]');
const mark = (page, id) => card(page, id).getAttribute('data-mark');
const active = (page) => page.getAttribute('.q.is-active', 'data-q');

/** What the server holds, as another reader sees it. */
async function stored(id) {
  const page = await can.context().request.get(`${server.url}${clause}`, { headers: { Accept: 'application/json' } });
  return (await page.json()).cards.find((each) => each.id === id);
}

/** Writes what the plan says beside its frame, by the forms that work without scripts. */
async function write_sheets(page) {
  const sheets = {
    basis: { programme_ref: 'Audit programme of the year' },
    sampling: { population: 'All complaints', method: 'JUDGEMENT', size_rule: 'By risk', size: '25' },
    logistics: { documents_needed: 'Procedure' },
  };
  await page.goto(audit);
  for (const [sheet, fields] of Object.entries(sheets)) {
    const reply = await page.evaluate(async ({ address, texts }) => {
      const token = document.querySelector('meta[name=form-token]').content;
      const body = new URLSearchParams({ token, version: 0 });
      for (const [name, text] of Object.entries(texts)) body.set(`s_${name}`, text);
      return (await fetch(address, { method: 'POST', body })).status;
    }, { address: `${audit}/records/${sheet}/one`, texts: fields });
    assert.equal(reply, 200, sheet);
  }
}

let ids = [];
const story = new Story();
const scene = (name, lived) => story.scene(name, lived);

/** Waits until the server holds a note: after a reload the page sends what waited a moment after it says "saved". */
async function kept(id, text) {
  const until = Date.now() + patience;
  while ((await stored(id)).note !== text && Date.now() < until) await new Promise((done) => setTimeout(done, 50));
  assert.equal((await stored(id)).note, text);
}

scene('the quality manager sets the organization up', async () => {
  await elif.goto(server.setup);
  await fill(elif, {
    legal_name: 'Anadolu Perakende A.Ş.', address: 'Istanbul', time_zone: 'Europe/Istanbul', site_name: 'Head office',
    site_address: 'Istanbul', person_name: 'Elif Kaya', person_function: 'Quality manager', login: 'elif', password, password_again: password,
  });
  await elif.check('[name=language][value=en]');
  await picture(elif, 'story-01-set-up');
  await send(elif, '/setup');
  check_quiet(elif);
});

scene('she gives two colleagues their accounts; they choose their passwords', async () => {
  for (const [page, name, login, roles] of [[selin, 'Selin Demir', 'selin', ['LA', 'AU']], [can, 'Can Öz', 'can', ['AU']]]) {
    await elif.goto('/people/new');
    await fill(elif, { name, roles, function: 'Auditor', competence: 'Auditor course of 2024' });
    await send(elif, '/people');
    await elif.fill('main [name=login]', login);
    await send(elif, '/link');
    const link = await elif.inputValue('#link');
    await page.goto(link);
    await fill(page, { password, password_again: password });
    await send(page, new URL(link).pathname);
    await sign_in(page, login);
    check_quiet(page);
  }
});

scene('she says what the organization claims, what its site does and what it is audited against', async () => {
  await elif.goto('/organization/edit');
  await fill(elif, {
    representative_name: 'Elif Kaya', representative_role: 'Quality manager', representative_contact: 'elif@example.com',
    scope_statement: 'All complaints about purchases', scope_exclusions: 'None',
    channels: 'Telephone, e-mail', confidentiality_statement: 'What is read stays with the team.',
  });
  await elif.check('[name=claim_profile] >> nth=0');
  await send(elif, '/organization');
  await elif.goto('/sites/S-01');
  await fill(elif, { activities: 'Complaints desk', headcount: '40' });
  await send(elif, '/sites/S-01');
  await elif.goto('/criteria/new');
  await fill(elif, { type: ['OWN'], reference: 'SOP-CH-04', title: 'Complaints procedure', edition: 'Rev. 3' });
  await send(elif, '/criteria');
  check_quiet(elif);
});

scene('she plans an audit with Selin as its lead and Can in the team', async () => {
  await elif.goto('/audits/new');
  await fill(elif, {
    title: 'Complaints handling this year', starts_on: day(), ends_on: day(2), objectives: 'See whether it works as promised',
    scope: 'The complaints desk', risk_basis: 'Two new shops', period_from: day(-200), period_to: day(-1), auditor_days: '2',
  });
  for (const box of await elif.locator('[name=chapters]').all()) await box.uncheck();
  for (const number of ['8.1', '7.4']) {
    const box = elif.locator(`[name=clauses][value="${number}"]`);
    if (!(await box.isVisible())) await elif.locator('.chapter details', { has: box }).locator('summary').click();
    await box.check();
  }
  for (const group of ['#sites', '#criteria']) await elif.check(`${group} input >> nth=0`);
  await elif.selectOption('[name=lead]', { label: 'Selin Demir' });
  await elif.locator('#team label', { hasText: 'Can Öz' }).locator('input').check();
  await picture(elif, 'story-02-plan');
  await send(elif, '/audits/new');
  assert.equal(new URL(elif.url()).pathname, audit);
  check_quiet(elif);
});

scene('the plan is accepted and the opening meeting held', async () => {
  for (const page of [selin, can]) {
    await page.goto(audit);
    await send(page, '/independence');
  }
  await take(selin, 'PREPARING');
  await write_sheets(selin);
  await selin.goto(`${audit}/plan`);
  await send(selin, '/plan/timetable');
  await picture(selin, 'story-02-timetable');
  await send(selin, '/plan/issue');
  await elif.goto(`${audit}/plan`);
  await send(elif, '/plan/accept');
  await take(selin, 'READY');
  await selin.goto(`${audit}/meetings/opening`);
  await fill(selin, { held_on: day(), note: 'All were there.' });
  for (const box of await selin.locator('#people input').all()) await box.check();
  await send(selin, '/meetings/opening');
  await take(selin, 'IN_PROGRESS');
  check_quiet(selin);
});

scene('Selin answers by keyboard alone', async () => {
  await selin.goto(`${audit}/run`);
  await selin.goto(clause);
  ids = await selin.locator('.q').evaluateAll((cards) => cards.map((each) => each.dataset.q));
  assert.ok(ids.length >= 4, ids.join());
  assert.equal(await active(selin), ids[0]);
  for (const [key, shown] of [['1', 'C'], ['4', 'OFI'], ['6', 'NS'], ['0', 'NONE'], ['2', 'MINOR'], ['0', 'NONE'], ['1', 'C']]) {
    await selin.keyboard.press(key);
    assert.equal(await mark(selin, ids[0]), shown);
    await saved(selin);
  }
  await selin.keyboard.press('n');
  await selin.keyboard.type('12 files read, 1 2 3 of them late'); // digits are text while one types
  await selin.keyboard.press('Escape');
  await saved(selin);
  await selin.keyboard.press('j');
  assert.equal(await active(selin), ids[1]);
  await selin.keyboard.press('5');
  await selin.keyboard.type('No such channel is offered by this desk.');
  await selin.keyboard.press('Escape');
  await saved(selin);
  await selin.keyboard.press('k');
  assert.equal(await active(selin), ids[0]);
  await selin.keyboard.press('u');
  assert.equal(await active(selin), ids[2]);
  await picture(selin, 'story-03-answers');
  const first = await stored(ids[0]);
  assert.equal(first.mark, 'C');
  assert.equal(first.note, '12 files read, 1 2 3 of them late');
  assert.equal((await stored(ids[1])).mark, 'NA');
  check_quiet(selin);
});

scene('she pastes a screenshot', async () => {
  await selin.evaluate(() => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 24;
    canvas.getContext('2d').fillRect(4, 4, 16, 16);
    return new Promise((done) => canvas.toBlob((bytes) => {
      const clipboard = new DataTransfer();
      clipboard.items.add(new File([bytes], 'image.png', { type: 'image/png' }));
      document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: clipboard, bubbles: true, cancelable: true }));
      done();
    }));
  });
  const chip = card(selin, ids[2]).locator('.chips:not(.uploads) .chip');
  await chip.waitFor();
  assert.ok((await chip.innerText()).includes(ids[2])); // a pasted picture is named after its question
  assert.equal((await stored(ids[2])).evidence.length, 1);
  check_quiet(selin);
});

scene('she raises a major with requirement, evidence and statement in its card', async () => {
  await selin.keyboard.press('3');
  const form = card(selin, ids[2]).locator('form[data-finding]');
  await form.waitFor();
  await saved(selin);
  await form.locator('[name=criterion]').selectOption({ index: 1 });
  for (const [name, text] of Object.entries({
    criterion_section: '4.2', requirement: 'Each complaint is acknowledged within a day.',
    objective_evidence: '9 of 25 files were later.', statement: 'Complaints are not acknowledged in time.',
  })) await form.locator(`[name=${name}]`).fill(text);
  await saved(selin);
  await picture(selin, 'story-04-major');
  await selin.goto(await form.getAttribute('action'));
  assert.equal(await selin.inputValue('[name=objective_evidence]'), '9 of 25 files were later.');
  await selin.fill('[name=grade_reason]', 'It happens every week.');
  await selin.selectOption('[name=auditee_contact]', { index: 1 });
  await press(selin, 'form:has([name=grade_reason]) button.btn-p');
  await press(selin, 'button[formaction$="/raise"]');
  assert.match(selin.url(), /\/findings\/[A-Z]+-/);
  check_quiet(selin);
});

scene('two auditors on one question both see both texts, and keep both', async () => {
  await selin.goto(`${clause}#q-${ids[3]}`);
  await can.goto(`${clause}#q-${ids[3]}`);
  await note(can, ids[3]).fill('Can: the desk has no list.');
  await saved(can);
  await note(selin, ids[3]).fill('Selin: the list is on paper.');
  const panel = card(selin, ids[3]).locator('.conflict');
  await panel.waitFor();
  assert.match(await panel.locator('.c-theirs').innerText(), /Can: the desk has no list\./);
  assert.match(await panel.locator('.c-mine').innerText(), /Selin: the list is on paper\./);
  assert.match(await panel.innerText(), /Can Öz/);
  await picture(selin, 'story-05-conflict');
  await panel.getByRole('button', { name: 'Keep both notes' }).click();
  await saved(selin);
  await kept(ids[3], 'Can: the desk has no list.\nSelin: the list is on paper.');
  selin.wrongs.splice(0); // the browser reports the 412 itself
  check_quiet(can);
});

scene('the server dies and comes back, the page is loaded again: nothing typed is lost', async () => {
  await selin.goto(`${clause}#q-${ids[0]}`);
  await server.kill();
  await note(selin, ids[0]).fill('Typed while the server was away.');
  await selin.waitForSelector('#sync[data-state=offline]');
  assert.match(await selin.innerText('#sync'), /\S/);
  await picture(selin, 'story-06-server-gone');
  await server.start();
  await selin.reload();
  await selin.waitForFunction(
    ([id, text]) => document.getElementById(id).value === text, [`n-${ids[0]}`, 'Typed while the server was away.']);
  await saved(selin);
  await kept(ids[0], 'Typed while the server was away.');
  selin.wrongs.splice(0); // refused connections
});

scene('her session ends while she types; she signs in again and the text is sent', async () => {
  await selin.context().clearCookies({ name: `clausebook-${server.port}` });
  await note(selin, ids[0]).fill('Typed while signed out.');
  await selin.waitForSelector('#signed-out:not([hidden])');
  await picture(selin, 'story-07-signed-out');
  await Promise.all([selin.waitForNavigation(), selin.click('#sign-in-again')]);
  await sign_in(selin, 'selin');
  assert.equal(new URL(selin.url()).pathname, clause);
  await saved(selin);
  await kept(ids[0], 'Typed while signed out.');
  selin.wrongs.splice(0); // the 401
});

scene('Can accepts the evidence that Selin handed in', async () => {
  const { number } = (await stored(ids[2])).evidence[0];
  await selin.goto(`/evidence/${number}`);
  await selin.selectOption('[name=type]', { index: 1 });
  await selin.fill('[name=document_date]', day());
  await send(selin, `/evidence/${number}`);
  await send(selin, '/submit');
  assert.equal(await selin.locator('form[action$="/accept"] button:not([aria-disabled])').count(), 0, 'nobody accepts what is their own');
  await can.goto(`/evidence/${number}`);
  await send(can, '/accept');
  await picture(can, 'story-08-evidence');
  check_quiet(can);
});

scene('the review lists what is missing, each with its link, until nothing is', async () => {
  await selin.goto(`${audit}/review`);
  const missing = selin.locator('.todo a');
  assert.ok(await missing.count());
  const address = await missing.first().getAttribute('href');
  assert.equal((await selin.context().request.get(server.url + address)).status(), 200, address);
  await picture(selin, 'story-09-review');
  await selin.goto(`${clause}#q-${ids[1]}`);
  await press(selin, `[id="q-${ids[1]}"] form[action$="/not-applicable"] button`);
  for (const number of ['8.1', '7.4']) {
    await selin.goto(`${audit}/run/${number}`);
    for (const id of await selin.locator('.q[data-mark=NONE]').evaluateAll((cards) => cards.map((each) => each.dataset.q))) {
      if ((await active(selin)) !== id) await selin.keyboard.press('u'); // the first stands open already
      assert.equal(await active(selin), id);
      await selin.keyboard.press('1');
      await selin.keyboard.press('n');
      await selin.keyboard.type('Seen in the files of March.');
      await selin.keyboard.press('Escape');
    }
    await saved(selin);
  }
  await selin.goto(`${audit}/review`);
  assert.equal(await missing.count(), 1, (await missing.allInnerTexts()).join());
  await press(selin, '.todo a'); // the closing meeting
  await fill(selin, { held_on: day(), note: 'The major was read out.' });
  for (const box of await selin.locator('#people input').all()) await box.check();
  await send(selin, '/meetings/closing');
  await take(selin, 'FIELDWORK_DONE');
  await take(selin, 'REPORT_DRAFT');
  check_quiet(selin);
});

scene('Selin writes the conclusion and hands the report in', async () => {
  await selin.goto(`${audit}/report`);
  assert.ok(await selin.locator('.todo a').count());
  await selin.goto(`${audit}/conclusion`);
  for (const field of await selin.locator('main textarea').all()) await field.fill('As promised, but late in one case of three.');
  for (const name of ['plan_deviations', 'areas_not_covered']) await selin.fill(`[name=${name}]`, 'None');
  await send(selin, '/conclusion');
  await selin.goto(`${audit}/report`);
  assert.deepEqual(await selin.locator('.todo li').allInnerTexts(), []);
  await sign(selin, '/report/prepare');
  assert.equal(await selin.locator('form[action$="/report/issue"]').count(), 0, 'nobody issues what is their own');
  check_quiet(selin);
});

scene('the quality manager issues it, in both languages', async () => {
  await elif.goto(`${audit}/report`);
  await sign(elif, '/report/issue');
  assert.match(elif.url(), /\/jobs\/J-|\/report$/); // answered at once; its page follows it
  await elif.waitForURL((url) => url.pathname === `${audit}/report`, { timeout: 5 * patience });
  await picture(elif, 'story-10-report');
  for (const language of ['en', 'tr']) {
    const address = await elif.getAttribute(`main td a[href$="/${language}/pdf"]`, 'href');
    const pdf = await elif.context().request.get(server.url + address);
    assert.equal(pdf.status(), 200);
    assert.equal((await pdf.body()).subarray(0, 4).toString(), '%PDF');
    await elif.goto(`${audit}/report?language=${language}`);
    assert.match(await elif.innerText(`.report-sheet[lang=${language}]`), /9 of 25 files were later\./);
  }
  check_quiet(elif);
});

scene('she makes the pack, and the command line finds it sound', async () => {
  await elif.goto(`${audit}/pack`);
  await sign(elif, '/pack');
  await elif.locator('main a[href="/packs"]').click();
  await picture(elif, 'story-11-packs');
  const [download] = await Promise.all([elif.waitForEvent('download'), elif.locator('main a[download]').first().click()]);
  const pack = `${directory.path}/${download.suggestedFilename()}`;
  await download.saveAs(pack);
  assert.equal((await readFile(pack)).subarray(0, 2).toString(), 'PK');
  const verdict = await command('verify-pack', pack);
  assert.equal(verdict.code, 0, verdict.out + verdict.err);
  check_quiet(elif);
});

scene('the data directory is sound', async () => {
  assert.equal(await server.stop(), 0);
  const verdict = await command('verify', '--data', server.data);
  assert.equal(verdict.code, 0, verdict.out + verdict.err);
});

test('the story of an audit', async (t) => {
  t.after(async () => {
    await browser.close();
    await server.stop();
    await directory.dispose();
  });
  await story.live(t);
});

// The story of one major, from the question to its end: raised, acknowledged, answered, planned, carried out with accepted
// evidence, verified by another person, closed. Everybody uses the pages as they are, one of them without scripts.

import assert from 'node:assert/strict';
import test from 'node:test';
import { check_access, check_quiet, check_width, launch, picture, saved, tab_of, window_of } from './support/browser.mjs';
import { House, day } from './support/house.mjs';
import { Story, press } from './support/screen.mjs';
import { command } from './support/server.mjs';

const house = await House.furnished();
const { server } = house;
const browser = await launch();
const audit = await house.plan_audit();
await house.begin_fieldwork(audit);

async function person(login, options = {}) {
  const page = await tab_of(await window_of(browser, server, house[login], options));
  page.setDefaultTimeout(60_000);
  return page;
}
const selin = await person('selin'); // leads
const can = await person('can'); // audits
const deniz = await person('deniz', { javaScriptEnabled: false, viewport: { width: 390, height: 844 } }); // answers, without scripts

const send = (page, action) => press(page, `main button[formaction$="${action}"], main form[action$="${action}"] button:not([formaction])`);
const course = (page) => page.locator('.flow li').evaluateAll((steps) => steps.map((step) => step.className).join(' '));
const gates = (page) => page.locator('#gate li.no').allInnerTexts();

let finding;
let action;
let evidence;
const story = new Story();
const scene = (name, lived) => story.scene(name, lived);

scene('Selin grades a question major, writes it and raises it', async () => {
  await selin.goto(`${audit}/run/8.1`);
  await selin.keyboard.press('3');
  const form = selin.locator('form[data-finding]').first();
  await form.waitFor();
  await saved(selin);
  await selin.goto(await form.getAttribute('action'));
  for (const [name, text] of Object.entries({
    criterion_section: '§3.2', requirement: 'Each complaint is recorded.', objective_evidence: '9 of 25 files were not.',
    statement: 'Complaints are not always recorded.', grade_reason: 'It happens every week.',
  })) await selin.fill(`[name=${name}]`, text);
  await selin.selectOption('[name=criterion]', { label: await selin.locator('[name=criterion] option', { hasText: 'SOP-CH-04' }).innerText() });
  await selin.selectOption('[name=auditee_contact]', { label: 'Deniz Ak' });
  await press(selin, 'button[formaction$="/raise"]');
  finding = new URL(selin.url()).pathname;
  assert.match(finding, /^\/findings\/IA-\d{4}-01-01$/);
  assert.equal(await course(selin), 'done now todo todo todo todo todo');
  check_quiet(selin);
});

scene('Deniz finds it under what is assigned to her and acknowledges it', async () => {
  await deniz.goto('/mine');
  assert.equal((await deniz.locator('main a[href^="/findings/"]').first().getAttribute('href')), finding);
  await deniz.goto(finding);
  await deniz.fill('[name=comment]', 'Seen, we agree.');
  await send(deniz, '/acknowledge');
  assert.equal(await course(deniz), 'done done now todo todo todo todo');
  await picture(deniz, 'finding-01-acknowledged');
});

scene('what is missing in her response is said, by the same rules that refuse it', async () => {
  const missing = await gates(deniz);
  assert.equal(missing.length, 5, missing.join());
  await deniz.fill('[name=correction]', 'The three complainants were called.');
  await deniz.locator('button[formaction$="/response/submit"]').click();
  const problem = await deniz.locator('.problems li').innerText();
  assert.match(problem, /The check for other cases is missing\./);
  assert.equal(await deniz.inputValue('[name=correction]'), 'The three complainants were called.', 'what was typed is kept');
  assert.equal((await gates(deniz)).length, 4);
});

scene('she says how far it went, why five times, and what will be done by whom until when', async () => {
  for (const [name, text] of Object.entries({
    extent_check: 'All 41 open complaints were looked at.', why_1: 'They are written down by hand.', why_2: 'The rule covers the web form only.',
    why_3: 'Stores send a list once a week.', why_4: 'Stores have no account.', why_5: 'Nobody decides about new channels.',
    root_cause: 'A new channel does not trigger a review.',
  })) await deniz.fill(`[name=${name}]`, text);
  await send(deniz, '/response');
  assert.equal((await gates(deniz)).length, 1);
  await deniz.fill('[name=text]', 'Record complaints of every channel in one place');
  await deniz.selectOption('[name=owner]', { label: 'Deniz Ak' });
  await deniz.fill('[name=due]', day(10));
  await send(deniz, '/actions');
  assert.deepEqual(await gates(deniz), []);
  await check_width(deniz);
  await picture(deniz, 'finding-02-response');
  await press(deniz, 'button[formaction$="/response/submit"]');
  assert.equal(await course(deniz), 'done done done now todo todo todo');
});

scene('Selin sends it back with a reason, Deniz changes it, Selin accepts the plan', async () => {
  await selin.goto(finding);
  await picture(selin, 'finding-03-plan');
  await selin.fill('[name=comment]', 'Who decides about new channels?');
  await send(selin, '/send-back');
  await deniz.goto(finding);
  assert.match(await deniz.locator('#response').innerText(), /Who decides about new channels\?/);
  assert.equal((await gates(deniz)).length, 1, 'the same text again is not enough');
  await deniz.fill('[name=root_cause]', 'A new channel does not trigger a review. The head of complaints decides from now on.');
  await press(deniz, 'button[formaction$="/response/submit"]');
  await selin.goto(finding);
  await selin.fill('[name=comment]', 'Good.');
  await send(selin, '/accept');
  assert.equal(await course(selin), 'done done done done now todo todo');
  check_quiet(selin);
});

scene('Deniz carries the action out and shows it with evidence', async () => {
  await deniz.goto('/mine');
  action = await deniz.locator('main a[href^="/actions/"]').first().getAttribute('href');
  await deniz.goto(action);
  await send(deniz, '/start');
  assert.equal(await deniz.locator('button[formaction$="/finish"]').count(), 0, 'not done without evidence');
  await deniz.setInputFiles('[name=file]', { name: 'rule.txt', mimeType: 'text/plain', buffer: Buffer.from('The rule for every channel.') });
  await deniz.selectOption('form[action="/evidence"] [name=type]', { index: 1 });
  await deniz.fill('form[action="/evidence"] [name=document_date]', day());
  await press(deniz, 'form[action="/evidence"] button');
  assert.equal(new URL(deniz.url()).pathname, action);
  const chip = deniz.locator('#evidence li').first();
  assert.match(await chip.innerText(), /another person accepts it/, 'what it waits for is said');
  evidence = await chip.locator('a').first().getAttribute('href');
  await deniz.fill('[name=comment]', 'Live since today.');
  await send(deniz, '/finish');
  await picture(deniz, 'finding-04-done');
});

scene('nobody can call it implemented before evidence and action are accepted by somebody else', async () => {
  await deniz.goto(finding);
  assert.match((await gates(deniz)).join(), /No evidence of CA-\d{4}-0001 is accepted\./);
  await can.goto(evidence);
  await send(can, '/accept');
  await deniz.reload();
  assert.match((await gates(deniz)).join(), /CA-\d{4}-0001 is not accepted\./);
  await can.goto('/mine');
  await can.locator(`main a[href="${action}"]`).click();
  await send(can, '/accept');
  check_quiet(can);
  await deniz.reload();
  await send(deniz, '/implemented');
  assert.equal(await course(deniz), 'done done done done done now todo');
});

scene('Can, who has no part in it, verifies; Selin closes', async () => {
  await deniz.goto(finding);
  assert.equal(await deniz.locator('button[formaction$="/verify"]').count(), 0);
  await can.goto(finding);
  await can.check('[name=verification_method][value=DOCUMENT]');
  await can.check('[name=effective][value=YES]');
  await can.fill('[name=effect_criterion]', '25 of 25 new files are recorded.');
  await can.fill('[name=observation]', '25 files were drawn, 25 are.');
  await send(can, '/verify');
  assert.equal(await course(can), 'done done done done done done now');
  await selin.goto(finding);
  await send(selin, '/close');
  assert.equal(await course(selin), 'done done done done done done done');
  const steps = await selin.locator('.flow li').allInnerTexts();
  for (const [index, name] of ['Selin Demir', 'Deniz Ak', 'Deniz Ak', 'Selin Demir', 'Deniz Ak', 'Can Öz', 'Selin Demir'].entries())
    assert.match(steps[index], new RegExp(`${name}[\\s\\S]*\\d{4}`), steps[index]);
  await picture(selin, 'finding-05-closed');
  await check_access(selin);
  check_quiet(selin);
});

scene('the lists count it where it stands', async () => {
  await selin.goto('/findings?step=closed');
  assert.equal(await selin.locator(`main td a[href="${finding}"]`).count(), 1);
  await selin.goto('/actions?state=EFFECT_CHECK');
  assert.equal(await selin.locator(`main td a[href="${action}"]`).count(), 1);
  await check_access(selin);
  await deniz.goto('/mine');
  assert.equal(await deniz.locator('.empty').count(), 1);
});

scene('the journal verifies', async () => {
  await server.stop();
  const verdict = await command('verify', '--data', server.data);
  assert.equal(verdict.code, 0, verdict.err + verdict.out);
});

test('a major from the question to its end', async (t) => {
  t.after(async () => {
    await browser.close();
    await house.dispose();
  });
  await story.live(t);
});

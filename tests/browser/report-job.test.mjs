// Issuing a report takes longer than a page: it goes on when the page is left, is followed without scripts, and a server
// that dies on the way leaves no half of it.

import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import test from 'node:test';
import { launch, tab_of, window_of } from './support/browser.mjs';
import { Server, command, passing_directory } from './support/server.mjs';
import { Visitor } from './support/visitor.mjs';

const patience = 300_000; // what one PDF may take (paper/weasyprint.h); only what never comes waits so long
const pause = () => new Promise((done) => setTimeout(done, 50));

test('issuing a report', async (t) => {
  const directory = await passing_directory();
  const data = `${directory.path}/data`;
  const made = await command('demo', '--no-report', '--data', data);
  assert.equal(made.code, 0, made.err);
  const server = await new Server(data).start();
  const browser = await launch();
  t.after(async () => {
    await browser.close();
    await server.stop();
    await directory.dispose();
  });
  const zeynep = await new Visitor(server).sign_in('zeynep', 'demo-clausebook-10002');
  const files = async () => (await readdir(`${data}/issued`)).filter((name) => name.includes('internal-audit-report'));
  const report = `/audits/${(await zeynep.view('/audits?state=REPORT_REVIEW')).rows[0].number}/report`;

  await t.test('a server that dies on the way leaves nothing and says what to do', async () => {
    const { version } = await zeynep.view(report);
    const job = await zeynep.post(`${report}/issue`, { version });
    assert.match(job, /^\/jobs\/J-/);
    const until = Date.now() + patience;
    let { code } = await zeynep.view(job);
    while (code === 'WAITING' && Date.now() < until) {
      await pause();
      ({ code } = await zeynep.view(job));
    }
    assert.equal(code, 'RUNNING');
    await server.kill();
    await server.start();
    const ended = await zeynep.view(job);
    assert.equal(ended.code, 'FAILED');
    assert.match(ended.problem, /start it again/);
    assert.equal(ended.back, report);
    assert.deepEqual(await files(), []);
    assert.equal((await zeynep.view(report)).issue, true);
  });

  await t.test('without scripts it is left, found again from the report and followed to its end', async () => {
    const page = await tab_of(await window_of(browser, server, zeynep, { javaScriptEnabled: false }));
    page.setDefaultTimeout(patience);
    const follow = (link) => Promise.all([page.waitForNavigation(), page.click(link)]);
    await page.goto(report);
    await follow('form[action$="/report/issue"] button');
    const job = new URL(page.url()).pathname;
    assert.match(job, /^\/jobs\/J-/);
    await page.goto('/audits');
    await page.goto(report);
    const look = `main a[href="${job}"]`;
    if (await page.locator(look).count()) await follow(look); // unless it is over meanwhile
    const until = Date.now() + patience;
    while (new URL(page.url()).pathname === job && Date.now() < until) {
      await pause();
      await follow(look);
    }
    assert.equal(new URL(page.url()).pathname, report);
    assert.equal((await files()).length, 5);
    for (const language of ['en', 'tr']) assert.equal(await page.locator(`main td a[href$="/${language}/pdf"]`).count(), 1);
  });

  await t.test('the data directory is sound', async () => {
    assert.equal(await server.stop(), 0);
    const verdict = await command('verify', '--data', data);
    assert.equal(verdict.code, 0, verdict.out + verdict.err);
  });
});

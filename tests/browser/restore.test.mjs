// A backup made and downloaded on the page, restored on the set-up page of a new directory and by the command, with and
// without scripts; work goes on after it, and yesterday comes back.

import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import test from 'node:test';
import { check_access, check_quiet, check_width, launch, picture, sizes, tab_of, window_of } from './support/browser.mjs';
import { Server, command, passing_directory } from './support/server.mjs';
import { Visitor } from './support/visitor.mjs';

const secret = 'demo-clausebook-10002';
const patience = 120_000;

test('yesterday comes back', async (t) => {
  const directory = await passing_directory();
  const data = `${directory.path}/data`;
  assert.equal((await command('demo', '--no-report', '--data', data)).code, 0);
  const server = await new Server(data).start();
  const browser = await launch();
  const others = [];
  t.after(async () => {
    await browser.close();
    for (const each of [server, ...others]) await each.stop();
    await directory.dispose();
  });
  const zeynep = await new Visitor(server).sign_in('zeynep', secret);
  const file = `${directory.path}/yesterday.zip`;
  const journal = async (visitor) => (await visitor.view('/journal')).rows.length;
  let entries = 0;

  await t.test('a backup is made, followed and downloaded on its page, without scripts', async () => {
    const page = await tab_of(await window_of(browser, server, zeynep, { javaScriptEnabled: false }));
    page.setDefaultTimeout(patience);
    await page.goto('/backups');
    assert.match(await page.locator('main .note').innerText(), /no backup yet/);
    entries = await journal(zeynep);
    await Promise.all([page.waitForNavigation(), page.click('main form[action="/backups"] button')]);
    const job = new URL(page.url()).pathname;
    const until = Date.now() + patience;
    while ((await zeynep.view(job)).code !== 'DONE' && Date.now() < until) await new Promise((done) => setTimeout(done, 50));
    await page.goto('/backups');
    assert.equal(await page.locator('main .note').count(), 0);
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('main [formaction$="/file"]')]);
    await download.saveAs(file);
    assert.match(download.suggestedFilename(), /^clausebook-backup_.*_e\d+\.zip$/);
    assert.match(await (await zeynep.request('/journal')).text(), /downloaded a backup/);
  });

  await t.test('the page of backups is good to look at', async () => {
    for (const [language, colorScheme, width] of [['en', 'light', 1440], ['tr', 'dark', 390]]) {
      await zeynep.speak(language);
      const page = await tab_of(await window_of(browser, server, zeynep, { colorScheme, viewport: sizes[width] }));
      await page.goto('/backups');
      await check_access(page);
      await check_width(page);
      check_quiet(page);
      await picture(page, `backups-${language}-${width}`);
    }
    await zeynep.speak('en');
  });

  /** A new, empty directory whose set-up page is open. */
  const fresh = async (name) => {
    const other = await new Server(`${directory.path}/${name}`).start();
    others.push(other);
    return other;
  };
  const restored = async (other, name) => {
    const again = await new Visitor(other).sign_in('zeynep', secret);
    assert.ok((await journal(again)) >= entries);
    assert.equal(await other.stop(), 0);
    const verdict = await command('verify', '--json', '--data', `${directory.path}/${name}`);
    assert.equal(verdict.code, 0, verdict.out + verdict.err);
    assert.deepEqual(JSON.parse(verdict.out).unreferenced, 0);
  };

  await t.test('a changed backup is refused on the set-up page, which stays, and a whole one restored', async () => {
    const other = await fresh('by-script');
    const page = await tab_of(await window_of(browser, other, null, { viewport: sizes[390] }));
    page.setDefaultTimeout(patience);
    const bytes = await readFile(file);
    bytes[bytes.length >> 1] ^= 1;
    await page.goto(other.setup);
    const send = async (name, buffer) => {
      await page.setInputFiles('#backup', { name, mimeType: 'application/zip', buffer });
      await page.click('#restore-form button');
    };
    await send('changed.zip', bytes);
    await page.waitForFunction(() => document.querySelector('#restore-said').textContent.includes('Nothing was restored'));
    assert.equal(await page.locator('#restore-form button').isEnabled(), true);
    await picture(page, 'restore-refused');
    bytes[bytes.length >> 1] ^= 1;
    await Promise.all([page.waitForURL('**/sign-in'), send('whole.zip', bytes)]);
    assert.match(await page.locator('.toast').innerText(), /restored and checked/);
    await restored(other, 'by-script');
  });

  await t.test('the same without scripts', async () => {
    const other = await fresh('by-form');
    const page = await tab_of(await window_of(browser, other, null, { javaScriptEnabled: false }));
    page.setDefaultTimeout(patience);
    await page.goto(other.setup);
    const send = (path) => page.setInputFiles('#backup', path).then(() => Promise.all([page.waitForNavigation(), page.click('#restore-form button')]));
    const cut = `${directory.path}/cut.zip`;
    await writeFile(cut, (await readFile(file)).subarray(0, 10_000));
    await send(cut);
    assert.match(await page.locator('main .problems').innerText(), /Nothing was restored/);
    await send(file);
    assert.equal(new URL(page.url()).pathname, '/sign-in');
    await restored(other, 'by-form');
  });

  await t.test('the command makes one beside the running server and restores it', async () => {
    const out = `${directory.path}/by-command.zip`;
    const made = await command('backup', '--json', '--to', out, '--data', data);
    assert.equal(made.code, 0, made.err);
    const { entry } = JSON.parse(made.out);
    assert.equal((await command('backup', '--to', out, '--data', data)).code, 73, 'never over something');
    const again = await command('restore', '--json', '--from', out, '--data', `${directory.path}/by-command`);
    assert.equal(again.code, 0, again.err);
    assert.equal(JSON.parse(again.out).entry, entry);
    assert.equal((await command('restore', '--from', out, '--data', data)).code, 73);
    assert.equal((await command('restore', '--from', `${directory.path}/cut.zip`, '--data', `${directory.path}/none`)).code, 1);
    assert.ok(!(await readdir(directory.path)).some((name) => name === 'none' || name.startsWith('.')));
    assert.match(await (await zeynep.request('/backups')).text(), /command line last made one/);
  });
});

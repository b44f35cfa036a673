// The browser, and what is looked for on every page.

import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { top } from './server.mjs';

const axe_source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const axe_tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const screenshots = join(top, 'build/screenshots');

export const sizes = {
  320: { width: 320, height: 640 },
  390: { width: 390, height: 844 },
  820: { width: 820, height: 1180 },
  1440: { width: 1440, height: 900 },
};

export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });

/** A browser window of its own, signed in as `visitor` when one is given. */
export async function window_of(browser, server, visitor, options = {}) {
  const context = await browser.newContext({ baseURL: server.url, viewport: sizes[1440], locale: 'en-GB', ...options });
  if (visitor) await context.addCookies([{ name: `clausebook-${server.port}`, value: visitor.session, url: server.url }]);
  return context;
}

/** A tab that remembers what went wrong in it: errors of scripts, of the content policy, of the console, dialogs. */
export async function tab_of(context) {
  const page = await context.newPage();
  page.wrongs = [];
  page.on('console', (message) => message.type() === 'error' && page.wrongs.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => page.wrongs.push(`script: ${error.message}`));
  page.on('dialog', (dialog) => {
    page.wrongs.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  return page;
}

/** Nothing wrong was said since the last look. */
export function check_quiet(page) {
  assert.deepEqual(page.wrongs.splice(0), []);
}

/** Nothing reaches over the right edge, and the page does not scroll sideways. */
export async function check_width(page) {
  const wide = await page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > room + 1)
      .map((element) => `${element.tagName.toLowerCase()}.${element.className}`)
      .slice(-5);
  });
  assert.deepEqual(wide, [], `${page.url()} is wider than ${page.viewportSize().width} px`);
}

/** The fields of a card stand off its edge. */
export async function check_room(page) {
  const tight = await page.evaluate(() =>
    [...document.querySelectorAll('form.card .field')].filter((field) => {
      const card = field.closest('.card').getBoundingClientRect();
      const own = field.getBoundingClientRect();
      return own.width > 0 && own.left - card.left < 8;
    }).map((field) => field.outerHTML.slice(0, 120)));
  assert.deepEqual(tight, [], `${page.url()}: fields touch the edge of their card`);
}

/** No violation of WCAG 2.2 AA that axe can see. */
export async function check_access(page) {
  await page.evaluate(axe_source);
  const found = await page.evaluate(
    (tags) => globalThis.axe.run({ runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] }), axe_tags);
  const said = found.violations.map(
    (violation) => `${violation.id}: ${violation.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' … ')}`);
  assert.deepEqual(said, [], page.url());
}

/** Leaves a picture in build/screenshots. */
export async function picture(page, name) {
  await mkdir(screenshots, { recursive: true });
  await page.screenshot({ path: join(screenshots, `${name}.png`) });
}

/** Everything typed so far is with the server. */
export const saved = (page) => page.waitForSelector('#sync[data-state=saved]');

// A furnished house with an audit in fieldwork and a browser, let go when the tests of the file are over.

import test from 'node:test';
import { launch } from './browser.mjs';
import { House } from './house.mjs';

export async function in_fieldwork() {
  const house = await House.furnished();
  const audit = await house.plan_audit();
  await house.begin_fieldwork(audit);
  const browser = await launch();
  test.after(async () => {
    await browser.close();
    await house.dispose();
  });
  return { house, audit, browser };
}

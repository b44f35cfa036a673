// What people do at a screen, and stories of several of them.

import assert from 'node:assert/strict';
import { password } from './visitor.mjs';

/** Presses a button and waits for the page it leads to, which has nothing to complain of. */
export async function press(page, button) {
  await Promise.all([page.waitForNavigation(), page.locator(button).last().click()]);
  assert.deepEqual(await page.locator('.problems li').allInnerTexts(), [], button);
}

/** Fills in the sign-in that stands on the page and sends it by its key. */
export async function sign_in(page, login) {
  await page.fill('[name=login]', login);
  await page.fill('[name=password]', password);
  await Promise.all([page.waitForNavigation(), page.press('[name=password]', 'Enter')]);
}

/** Scenes of a story, each standing on the one before: the first that fails is the last that is tried. */
export class Story {
  #scenes = [];

  scene(name, lived) {
    this.#scenes.push([name, lived]);
  }

  async live(t) {
    for (const [name, lived] of this.#scenes) {
      let failed = null;
      await t.test(name, async () => {
        try {
          await lived();
        } catch (problem) {
          failed = problem;
          throw problem;
        }
      });
      if (failed) return;
    }
  }
}

import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { andWait, type Desk, fillPost, sitDown, submit } from './browser';

describe('every visitor', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await sitDown();
  });
  afterEach(() => desk.clear());
  afterAll(() => desk.leave());

  const focused = (page: Page) =>
    page.evaluate<string>(
      '(document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim()',
    );
  const tabTo = async (page: Page, name: string | RegExp) => {
    for (let presses = 0; presses < 30; presses += 1) {
      await page.keyboard.press('Tab');
      if ((await focused(page)).match(name)) return;
    }
    throw new Error(`the Tab key doesn't reach ${name}`);
  };

  test('can write, correct and delete a post with the keyboard alone', async () => {
    const page = await desk.visit();
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Title');
    await tabTo(page, /^Your name/);
    await page.keyboard.type('Ada Lovelace');
    await tabTo(page, /^Your e-mail/);
    await page.keyboard.type('ada@example.com');
    await andWait(page, () => page.keyboard.press('Enter'));

    // The first wrong field has the focus already.
    expect(await focused(page)).toBe('Title');
    await page.keyboard.type('By hand');
    await tabTo(page, /^Status/);
    await page.keyboard.press('ArrowDown');
    await tabTo(page, /^Add the post$/);
    await andWait(page, () => page.keyboard.press('Enter'));
    expect(await page.getByRole('article').filter({ hasText: 'By hand' }).textContent()).toContain(
      'Published',
    );

    await tabTo(page, /^Delete “By hand”$/);
    await andWait(page, () => page.keyboard.press('Enter'));
    await tabTo(page, /^Delete the post$/);
    await andWait(page, () => page.keyboard.press('Space'));
    expect(await page.getByText('No posts yet').isVisible()).toBe(true);
  });

  test('sees where the focus is', async () => {
    const page = await desk.visit();
    for (let stop = 0; stop < 8; stop += 1) {
      await page.keyboard.press('Tab');
      const outline = await page.evaluate<string>('getComputedStyle(document.activeElement).outlineStyle');
      expect([await focused(page), outline]).toEqual([await focused(page), 'solid']);
    }
  });

  test.each([320, 768, 1280])('reads it without scrolling sideways at %d pixels', async (width) => {
    const page = await desk.visit({ viewport: { width, height: 640 } });
    await fillPost(page, {
      title: 'W'.repeat(200),
      content: 'https://example.com/'.repeat(20),
      name: 'N'.repeat(100),
    });
    await submit(page);
    await submit(page);
    expect(await page.getByRole('alert').isVisible()).toBe(true);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(width);
  });

  test.each(['light', 'dark'] as const)(
    'gets pages without violations that axe finds, on a %s screen',
    async (colorScheme) => {
      const page = await desk.visit({ colorScheme });
      expect(await violations(page)).toEqual([]);
      for (const status of ['Draft', 'Published', 'Archived']) {
        await fillPost(page);
        await page.getByLabel('Status').selectOption(status);
        await submit(page);
      }
      expect(await violations(page)).toEqual([]);
      await submit(page);
      expect(await page.getByRole('alert').isVisible()).toBe(true);
      expect(await violations(page)).toEqual([]);
      await andWait(page, () => page.getByRole('link', { name: 'Delete' }).first().click());
      expect(await violations(page)).toEqual([]);
      for (const path of ['/', '/nowhere']) {
        await page.goto(desk.application.url + path);
        expect(await violations(page)).toEqual([]);
      }
    },
  );

  test('sees which page is the current one in forced colours, and gets only the text on paper', async () => {
    const page = await desk.visit({ forcedColors: 'active' });
    const line = `getComputedStyle(document.querySelector('nav [aria-current]')).borderBottomStyle`;
    expect(await page.evaluate<string>(line)).toBe('solid');
    await fillPost(page);
    await submit(page);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('article').isVisible()).toBe(true);
    for (const name of ['Write a post', 'Posts', 'Delete']) {
      expect(await page.getByRole('link', { name, exact: false }).first().isVisible()).toBe(false);
    }
    expect(await page.getByRole('button').count()).toBe(0);
  });

  test('gets pages without errors in the browser’s console', async () => {
    const page = await desk.visit();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('requestfailed', (failed) => {
      // The next page was opened before the icon was loaded.
      if (failed.failure()?.errorText !== 'net::ERR_ABORTED') complaints.push(failed.url());
    });
    page.on('response', (response) => {
      if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`);
    });
    await fillPost(page);
    await submit(page);
    await page.goto(desk.application.url);
    await andWait(page, () => page.getByRole('link', { name: 'Demo posts' }).click());
    expect(await page.getByRole('article').count()).toBe(1);
    expect(complaints).toEqual([]);
  });
});

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds, one line each. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate<string[]>(
    'axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ": " + html)))',
  );
}

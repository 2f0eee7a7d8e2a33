import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { ProjectCopy } from '../build/server/testing/project-copy';
import { openBrowser } from './browser';

const schema = 'src/components/demo/prisma/schema.prisma';
const list = 'src/components/demo/ui/post-list.tsx';

describe('the page that is open while developing', () => {
  let project: ProjectCopy;
  let browser: Browser;
  let page: Page;
  let posts: string;
  const complaints: string[] = [];

  beforeAll(async () => {
    project = new ProjectCopy();
    const dev = project.run(['dev'], { PORT: '0', HOST: '127.0.0.1' });
    [browser, posts] = await Promise.all([
      openBrowser(),
      dev.says(/Serving (http:\S+)/).then((address) => `${address}demo/posts`),
    ]);
    page = await browser.newPage({ viewport: { width: 1000, height: 700 } });
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(posts);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await project.dispose();
  });

  const overlay = () => page.getByRole('alert');
  const shown = () => overlay().waitFor();
  const gone = () => overlay().waitFor({ state: 'detached' });
  const edited = () => page.locator('.post.edited').first().waitFor();
  const picture = async (name: string) => {
    const folder = process.env.OVERLAY_PICTURES;
    if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
  };

  test('shows a broken schema with its place and lines, and renews itself when it is mended', async () => {
    project.edit(schema, 'model DemoPost {', 'model DemoPost {\n  broken Strin <b>"&');
    await shown();
    expect(await overlay().textContent()).toMatch(/The build failed\. The last good server keeps running\./);
    expect(await overlay().locator('pre').textContent()).toMatch(
      new RegExp(`${schema}:\\d+:\\d+: error.*\\n.*\\n>.*broken Strin <b>"&`),
    );
    await picture('schema-light');
    await page.emulateMedia({ colorScheme: 'dark' });
    await picture('schema-dark');
    await page.emulateMedia({ colorScheme: 'light' });

    project.edit(list, 'className="card post"', 'className="card post edited"');
    project.edit(schema, '\n  broken Strin <b>"&', '');
    await edited();
    await gone();
  });

  test('shows broken code too, can be hidden with Escape, and goes away without a new bundle', async () => {
    project.edit(list, 'className="card post edited"', 'className="card post edited');
    await shown();
    expect(await overlay().locator('pre').textContent()).toContain('post-list.tsx');
    await picture('code');
    await page.keyboard.press('Escape');
    await gone();
    await page.reload();
    await shown();
    const before = await page.evaluate<number>('performance.timeOrigin');
    project.edit(list, 'className="card post edited', 'className="card post edited"');
    await gone();
    expect(await page.evaluate<number>('performance.timeOrigin')).toBe(before);
  });

  test('says what the database lacks, until it lacks it no more', async () => {
    const notice = () => page.getByRole('status', { name: 'What to do' });
    project.edit(schema, 'model DemoPost {', 'model DemoPost {\n  subtitle String?');
    await notice().waitFor();
    expect(await notice().locator('pre').textContent()).toBe('npx prisma migrate dev --name <what-changed>');
    await picture('notice-light');
    await page.emulateMedia({ colorScheme: 'dark' });
    await picture('notice-dark');
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 320, height: 500 });
    await picture('notice-narrow');
    await page.setViewportSize({ width: 1000, height: 700 });
    await page.keyboard.press('Escape');
    await notice().waitFor({ state: 'detached' });
    await page.reload();
    await notice().waitFor();
    project.edit(schema, '\n  subtitle String?', '');
    await notice().waitFor({ state: 'detached' });
    await edited();
    // The page that needs the missing column says so with its status.
    expect(complaints.filter((text) => !text.includes('503 (Service Unavailable)'))).toEqual([]);
    complaints.length = 0;
  });

  test('says that a new server ended while it started', async () => {
    project.edit(
      'src/main.ts',
      'async function main()',
      "throw new Error('no start');\nasync function main()",
    );
    await shown();
    expect(await overlay().textContent()).toContain('The new server ended while it started (exit code 1)');
    project.edit('src/main.ts', "throw new Error('no start');\n", '');
    await gone();
  });

  test('allows no script but this one', async () => {
    const answer = await fetch(posts);
    const policy = `${answer.headers.get('content-security-policy')}`;
    expect(policy).toMatch(/script-src 'nonce-[^']+'(;|$)/);
    expect(policy).not.toContain('unsafe');
    expect(await answer.text()).toMatch(/<script defer src="\/__prismosaic\/dev\.js" nonce="/);
    expect(complaints).toEqual([]);
  });
});

import fs from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { ProjectCopy } from '../build/test-kit/project-copy';
import { openBrowser } from './browser';

const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const schema = 'src/components/demo/prisma/schema.prisma';
const list = 'src/components/demo/ui/post-list.tsx';

describe('the open page while developing', () => {
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
    // The first check of the types takes long on a busy machine.
    page.setDefaultTimeout(120_000);
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(posts);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await project.dispose();
  });

  const overlay = () => page.getByRole('region', { name: 'Development' });
  const pill = () => overlay().locator('.pill');
  const shown = (text: RegExp) => pill().filter({ hasText: text }).waitFor();
  const hidden = () => overlay().waitFor({ state: 'detached' });
  const open = async () => {
    if ((await pill().getAttribute('aria-expanded')) === 'false') await pill().click();
  };
  const edited = () => page.locator('.post.edited').first().waitFor();
  const violations = async () => {
    await page.evaluate(axe);
    return page.evaluate<string[]>(
      "axe.run({ include: [['prismosaic-overlay']] }).then(({ violations }) => violations.map(({ id }) => id))",
    );
  };
  const coversNoField = async () => {
    const own = await pill().boundingBox();
    for (const field of await page.locator('main :is(input:not([type=hidden]), textarea, select)').all()) {
      const box = await field.boundingBox();
      if (own === null || box === null) continue;
      const apart =
        box.x >= own.x + own.width ||
        box.x + box.width <= own.x ||
        box.y >= own.y + own.height ||
        box.y + box.height <= own.y;
      expect(apart).toBe(true);
    }
  };
  const picture = async (name: string) => {
    const folder = process.env.OVERLAY_PICTURES;
    if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
  };

  test('shows a broken schema with its place and lines, and reloads when it is fixed', async () => {
    project.edit(schema, 'model DemoPost {', 'model DemoPost {\n  broken Strin <b>"&');
    await shown(/^The build failed$/);
    expect(await page.locator('prismosaic-overlay pre').count()).toBe(0);
    await coversNoField();
    await picture('pill');
    await pill().focus();
    await page.keyboard.press('Enter');
    expect(await overlay().locator('pre').first().textContent()).toMatch(
      new RegExp(`${schema}:\\d+:\\d+: error.*\\n.*\\n>.*broken Strin <b>"&`),
    );
    expect(await violations()).toEqual([]);
    await picture('schema-light');
    await page.emulateMedia({ colorScheme: 'dark' });
    await picture('schema-dark');
    expect(await violations()).toEqual([]);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.keyboard.press('Escape');
    expect(await pill().getAttribute('aria-expanded')).toBe('false');
    expect(await overlay().locator('.pill:focus').count()).toBe(1);

    project.edit(list, 'className="card post"', 'className="card post edited"');
    project.edit(schema, '\n  broken Strin <b>"&', '');
    await edited();
    await hidden();
  });

  test('shows broken code, and disappears without a new bundle', async () => {
    project.edit(list, 'className="card post edited"', 'className="card post edited');
    await shown(/The build failed/);
    await open();
    expect(await overlay().locator('pre').first().textContent()).toMatch(
      /post-list\.tsx:\d+:\d+: error SYNTAX/,
    );
    expect(await overlay().textContent()).not.toMatch(/backtrace|Caused by/);
    await picture('code');
    await page.keyboard.press('Escape');
    const before = await page.evaluate<number>('performance.timeOrigin');
    project.edit(list, 'className="card post edited', 'className="card post edited"');
    await hidden();
    expect(await page.evaluate<number>('performance.timeOrigin')).toBe(before);
  });

  test('shows a type error while the new code is served, until it is fixed', async () => {
    const wrong = "\nexport const wrong: number = 'text';\n";
    project.edit(list, 'export function', `${wrong}\nexport function`);
    await shown(/^1 type error$/);
    await open();
    expect(await overlay().locator('pre').first().textContent()).toMatch(
      /post-list\.tsx:\d+:14: error TS2322: .*\n.*\n> .*wrong/,
    );
    await page.keyboard.press('Escape');
    project.edit(list, `${wrong}\n`, '');
    await hidden();
  });

  test('shows that the database is behind the schema, while it is, with a command to copy', async () => {
    project.edit(schema, 'model DemoPost {', 'model DemoPost {\n  subtitle String?');
    await shown(/The database is behind the schema/);
    await picture('notice-light');
    await page.setViewportSize({ width: 320, height: 500 });
    await open();
    await picture('notice-narrow');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await overlay().getByRole('button', { name: 'Copy', exact: true }).click();
    await overlay().getByText('Copied').waitFor();
    expect(await page.evaluate<string>('navigator.clipboard.readText()')).toBe(
      'npx prisma migrate dev --name <what-changed>',
    );
    expect(await violations()).toEqual([]);
    await page.setViewportSize({ width: 1000, height: 700 });
    await page.keyboard.press('Escape');
    project.edit(schema, '\n  subtitle String?', '');
    await hidden();
    await edited();
    // The page that needs the missing column says so with its status.
    expect(complaints.filter((text) => !text.includes('503 (Service Unavailable)'))).toEqual([]);
    complaints.length = 0;
  });

  test('shows why a new server ended while it started, at its place', async () => {
    project.edit(
      'src/main.ts',
      'async function main()',
      "throw new Error('no start');\nasync function main()",
    );
    await shown(/^The new server ended while it started$/);
    await open();
    expect(await overlay().locator('pre').first().textContent()).toMatch(
      /^src\/main\.ts:\d+:\d+: error Error: no start\n.*\n> .*throw new Error/,
    );
    await page.keyboard.press('Escape');
    project.edit('src/main.ts', "throw new Error('no start');\n", '');
    await hidden();
  });

  test('shows the error and its place on a page with a server error', async () => {
    const failing = "throw new RangeError('out of <range>');";
    project.edit(list, 'return (', `if (Date.now() > 0) ${failing}\n  return (`);
    await overlay().getByText('Server error on this page').first().waitFor();
    expect(await overlay().locator('pre').first().textContent()).toMatch(
      /^src\/components\/demo\/ui\/post-list\.tsx:\d+:\d+: error RangeError: out of <range>\n/,
    );
    await picture('failure');
    project.edit(list, `if (Date.now() > 0) ${failing}\n  return (`, 'return (');
    await hidden();
    complaints.length = 0;
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

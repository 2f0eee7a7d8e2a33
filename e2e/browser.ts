import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { emptyTables } from 'prismosaic/testing';
import { PrismaService } from '../src/database/prisma.service';
import { type Application, startApplication } from './application';

/** Chromium: the one that CHROMIUM_PATH names, the system's, or an installed Chrome. */
export function openBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH || '/usr/bin/chromium';
  const args = ['--disable-gpu', '--disable-quic'];
  // Chromium's sandbox refuses root.
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  if (existsSync(executablePath)) return chromium.launch({ executablePath, args });
  return chromium.launch({ channel: 'chrome', args }).catch(() => {
    throw new Error(
      `No browser at ${executablePath}. Install Chromium (Debian: apt-get install chromium) or set CHROMIUM_PATH.`,
    );
  });
}

/** What a visitor has: the running application and a browser. */
export interface Desk {
  application: Application;
  prisma: PrismaService;
  /** Opens /demo/posts in a private window. */
  visit(options?: BrowserContextOptions): Promise<Page>;
  /** Closes the windows and deletes all rows. */
  clear(): Promise<void>;
  leave(): Promise<void>;
}

export async function sitDown(): Promise<Desk> {
  // First: when there is no browser, nothing may keep Jest from exiting.
  const browser = await openBrowser();
  const application = await startApplication();
  const prisma = new PrismaService();
  const clear = async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    await emptyTables(prisma);
  };
  return {
    application,
    prisma,
    clear,
    async visit(options = {}) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      await page.goto(`${application.url}/demo/posts`);
      return page;
    },
    async leave() {
      await clear();
      await browser.close();
      await prisma.$disconnect();
      await application.stop();
    },
  };
}

/** Fills the form; fields that are not given get valid values. */
export async function fillPost(
  page: Page,
  fields: Partial<Record<'title' | 'content' | 'name' | 'email', string>> = {},
) {
  await page.getByLabel('Title').fill(fields.title ?? 'A title');
  await page.getByLabel('Content').fill(fields.content ?? 'Some text');
  await page.getByLabel('Your name').fill(fields.name ?? 'Ada Lovelace');
  await page.getByLabel('Your e-mail address').fill(fields.email ?? 'ada@example.com');
}

/** Sends a form or follows a link, and waits until the next page has loaded. */
export async function andWait(page: Page, act: () => Promise<void>): Promise<void> {
  await Promise.all([page.waitForEvent('load'), act()]);
}

export const submit = (page: Page) =>
  andWait(page, () => page.getByRole('button', { name: 'Add the post' }).click());

import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { andWait, type Desk, fillPost, sitDown, submit } from './browser';

// The page has no scripts of its own, so it must be the same page without JavaScript.
describe.each([true, false])('the page of posts, JavaScript enabled: %s', (javaScriptEnabled) => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await sitDown();
  });
  afterEach(() => desk.clear());
  afterAll(() => desk.leave());

  const visit = () => desk.visit({ javaScriptEnabled });

  test('is empty at first, and takes a post', async () => {
    const page = await visit();
    expect(await page.getByText('No posts yet').isVisible()).toBe(true);
    await fillPost(page, { title: 'Hello <b>there</b>' });
    await page.getByLabel('Status').selectOption('Published');
    await submit(page);
    expect(new URL(page.url()).pathname).toBe('/demo/posts');
    expect(await page.getByRole('status').textContent()).toBe('Your post was added.');
    const article = page.getByRole('article').filter({ hasText: 'Hello <b>there</b>' });
    expect(await article.textContent()).toMatch(/Published.*Some text.*Ada Lovelace/);
    expect(await page.getByLabel('Title').inputValue()).toBe('');
    await page.reload();
    expect(await page.getByRole('status').count()).toBe(0);
    expect(await page.getByRole('article').count()).toBe(1);
  });

  test('shows the newest post first', async () => {
    const page = await visit();
    for (const title of ['First', 'Second', 'Third']) {
      await fillPost(page, { title });
      await submit(page);
    }
    expect(await page.getByRole('article').getByRole('heading').allTextContents()).toEqual([
      'Third',
      'Second',
      'First',
    ]);
  });

  test('keeps what was typed when something is wrong, and says what beside the field', async () => {
    const page = await visit();
    await fillPost(page, { title: ' ', content: 'kept', email: 'nobody' });
    await page.getByLabel('Status').selectOption('Archived');
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.request().method() === 'POST'),
      submit(page),
    ]);
    expect(answer.status()).toBe(422);
    expect(await page.getByText('Give the post a title.').isVisible()).toBe(true);
    expect(await page.title()).toMatch(/^Error: /);
    expect(await page.getByLabel('Content').inputValue()).toBe('kept');
    expect(await page.getByLabel('Status').inputValue()).toBe('ARCHIVED');
    expect(await page.getByLabel('Your e-mail address').inputValue()).toBe('nobody');

    await fillPost(page, { title: 'Mended' });
    await submit(page);
    expect(await page.getByRole('article').filter({ hasText: 'Mended' }).count()).toBe(1);
    expect(await desk.prisma.demoPost.count()).toBe(1);
  });

  test('deletes a post', async () => {
    const page = await visit();
    for (const title of ['Keep me', 'Away with me']) {
      await fillPost(page, { title });
      await submit(page);
    }
    await andWait(page, () => page.getByRole('button', { name: 'Delete “Away with me”' }).click());
    expect(await page.getByRole('status').textContent()).toBe('The post was deleted.');
    expect(await page.getByRole('article').getByRole('heading').allTextContents()).toEqual(['Keep me']);
  });

  test('tells who deletes a post that is gone already', async () => {
    const page = await visit();
    await fillPost(page);
    await submit(page);
    await desk.prisma.demoPost.deleteMany();
    await andWait(page, () => page.getByRole('button', { name: 'Delete' }).click());
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Page not found');
  });
});

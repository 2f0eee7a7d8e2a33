import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { andWait, type Desk, fillPost, sitDown, submit } from './browser';

// The page has no scripts, so it must be the same without JavaScript.
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

    await fillPost(page, { title: 'Corrected' });
    await submit(page);
    expect(await page.getByRole('article').filter({ hasText: 'Corrected' }).count()).toBe(1);
    expect(await desk.prisma.demoPost.count()).toBe(1);
  });

  test('asks before it deletes a post', async () => {
    const page = await visit();
    for (const title of ['Keep me', 'Delete me']) {
      await fillPost(page, { title });
      await submit(page);
    }
    const ask = () => andWait(page, () => page.getByRole('link', { name: 'Delete “Delete me”' }).click());
    await ask();
    await andWait(page, () => page.getByRole('link', { name: 'Keep it' }).click());
    expect(await page.getByRole('article').count()).toBe(2);
    await ask();
    await andWait(page, () => page.getByRole('button', { name: 'Delete the post' }).click());
    expect(await page.getByRole('status').textContent()).toBe('The post was deleted.');
    expect(await page.getByRole('article').getByRole('heading').allTextContents()).toEqual(['Keep me']);
  });

  test('says on the list that a post was already deleted', async () => {
    const page = await visit();
    await fillPost(page);
    await submit(page);
    await andWait(page, () => page.getByRole('link', { name: 'Delete' }).click());
    await desk.prisma.demoPost.deleteMany();
    await andWait(page, () => page.getByRole('button', { name: 'Delete the post' }).click());
    expect(await page.getByRole('status').textContent()).toMatch(/^That post was already deleted/);
  });

  test('makes one post of a double click', async () => {
    const page = await visit();
    await fillPost(page);
    await andWait(page, () => page.getByRole('button', { name: 'Add the post' }).dblclick());
    await page.waitForLoadState();
    await page.reload();
    expect(await page.getByRole('article').count()).toBe(1);
  });

  test('has the list first on a phone, and the form beside it and in sight on a desktop', async () => {
    const author = { name: 'Ada', email: 'ada@example.com' };
    const titles = Array.from({ length: 30 }, (_, index) => ({ title: `Post ${index}` }));
    await desk.prisma.demoUser.create({ data: { ...author, posts: { create: titles } } });
    const phone = await desk.visit({ javaScriptEnabled, viewport: { width: 375, height: 667 } });
    expect((await phone.getByRole('article').first().boundingBox())?.y).toBeLessThan(667);
    await phone.getByRole('link', { name: 'Write a post' }).click();
    expect((await phone.getByLabel('Title').boundingBox())?.y).toBeLessThan(667);

    const page = await visit();
    await page.getByRole('article').last().scrollIntoViewIfNeeded();
    const height = page.viewportSize()?.height ?? 0;
    const box = await page.getByRole('button', { name: 'Add the post' }).boundingBox();
    expect(box?.y).toBeGreaterThan(0);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(height);
  });
});

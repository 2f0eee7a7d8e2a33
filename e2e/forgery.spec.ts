import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { startApplication } from './application';
import { andWait, type Desk, fillPost, sitDown, submit } from './browser';

describe('a form', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await sitDown();
  });
  afterEach(() => desk.clear());
  afterAll(() => desk.leave());

  test('of another site is refused with a page that explains', async () => {
    const stranger = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html');
      response.end(`<form method="post" action="${desk.application.url}/demo/posts">
        <input name="title" value="Forged"><input name="authorName" value="Eve">
        <input name="authorEmail" value="eve@example.com"><button>Win</button></form>`);
    }).listen(0, '127.0.0.1');
    await once(stranger, 'listening');
    const address = stranger.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const page = await desk.visit();
    for (const host of ['127.0.0.1', 'localhost']) {
      await page.goto(`http://${host}:${port}/`);
      await andWait(page, () => page.getByRole('button').click());
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('This form can’t be accepted');
    }
    stranger.close();
    expect(await desk.prisma.demoPost.count()).toBe(0);
  });

  test('that was open when the cookies were deleted comes back filled, and is accepted then', async () => {
    const page = await desk.visit();
    await fillPost(page, { title: 'Typed once' });
    await page.context().clearCookies();
    await submit(page);
    expect(await page.getByRole('alert').textContent()).toContain('The post was not saved');
    expect(await desk.prisma.demoPost.count()).toBe(0);
    expect(await page.getByLabel('Title').inputValue()).toBe('Typed once');
    await submit(page);
    expect(await page.getByRole('article').count()).toBe(1);
  });

  test('that was open in two windows, and while the server was started again, is accepted', async () => {
    const first = await desk.visit();
    const second = await first.context().newPage();
    await second.goto(first.url());
    await fillPost(first, { title: 'From the first window' });
    await fillPost(second, { title: 'From the second window' });
    const { port } = new URL(desk.application.url);
    await desk.application.stop();
    const again = await startApplication({ PORT: port });
    try {
      await submit(first);
      await submit(second);
      expect(await second.getByRole('article').count()).toBe(2);
    } finally {
      await again.stop();
    }
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { startDemo, VALID } from './demo-application';

describe('/demo/posts', () => {
  let demo: Awaited<ReturnType<typeof startDemo>>;

  beforeAll(async () => {
    demo = await startDemo();
  });
  beforeEach(() => demo.empty());
  afterAll(() => demo.stop());

  const open = () => demo.visitor();
  const html = async () => (await open()).html;

  test('says so when there are no posts, and marks its place in the menu', async () => {
    const page = await html();
    expect(page).toContain('No posts yet');
    expect(page).toContain('<a href="/demo/posts" aria-current="page">Posts</a>');
  });

  test('adds a post, answers 303 and tells it once', async () => {
    const visitor = await open();
    await visitor.post({}).expect(303).expect('location', '/demo/posts');
    const page = (await visitor.agent.get('/demo/posts').expect(200)).text;
    expect(page).toContain('Your post was added.');
    expect(page).toMatch(/A title<\/h3><span class="badge badge-published">Published</);
    expect((await visitor.agent.get('/demo/posts')).text).not.toContain('Your post was added.');
  });

  test('never shows an e-mail address', async () => {
    const visitor = await open();
    await visitor.post({}).expect(303);
    expect(await html()).not.toContain('ada@example.com');
  });

  test('says that a known address keeps its name', async () => {
    const visitor = await open();
    await visitor.post({}).expect(303);
    await visitor.post({ authorName: 'Somebody' }).expect(303);
    const page = (await visitor.agent.get('/demo/posts')).text;
    expect(page).toContain('under the name this e-mail address already has');
    expect(page).not.toContain('Somebody');
  });

  test('shows an invalid form again with 422: messages beside the fields, what was typed still there', async () => {
    const visitor = await open();
    const answer = await visitor.post({
      title: ' ',
      content: 'kept',
      status: 'ARCHIVED',
      authorEmail: 'nobody',
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(
      /<input id="field-title"[^>]*aria-describedby="field-title-error"[^>]*aria-invalid="true"/,
    );
    expect(answer.text).toMatch(/id="field-title-error">.*?Give the post a title\./);
    expect(answer.text).toContain('>kept</textarea>');
    expect(answer.text).toContain('<option value="ARCHIVED" selected="">');
    expect(answer.text).toContain('value="nobody"');
    expect(answer.text).toContain('value="Ada Lovelace"');
    expect(await demo.prisma.demoUser.count()).toBe(0);
  });

  test('names a taken name beside its field', async () => {
    const visitor = await open();
    await visitor.post({}).expect(303);
    const answer = await visitor.post({ authorEmail: 'other@example.com' }).expect(422);
    expect(answer.text).toMatch(/id="field-authorName-error">.*?Somebody else posts under this name/);
    expect(answer.text).toContain('value="other@example.com"');
  });

  test('escapes whatever was typed, in the list and in the form', async () => {
    const evil = `"><script>alert('x')</script>`;
    const visitor = await open();
    await visitor.post({ title: evil, content: evil, authorName: evil }).expect(303);
    const invalid = await visitor
      .post({ title: evil, content: evil, authorName: evil, authorEmail: evil })
      .expect(422);
    for (const page of [await html(), invalid.text]) {
      expect(page).not.toContain('<script');
      expect(page).toContain('&lt;script&gt;');
    }
  });

  test('takes the longest content, in letters of many bytes', async () => {
    const visitor = await open();
    await visitor.post({ content: '漢'.repeat(10_000) }).expect(303);
    await visitor.post({ content: '漢'.repeat(40_000) }).expect(413);
  });

  test('deletes a post and answers 303; what is not there is a 404 page', async () => {
    const visitor = await open();
    await visitor.post({}).expect(303);
    const { id } = await demo.prisma.demoPost.findFirstOrThrow();
    await visitor.delete(id).expect(303).expect('location', '/demo/posts');
    expect(await demo.prisma.demoPost.count()).toBe(0);
    for (const gone of [id, id.slice(1), 0, 'x', '%00', `${id}%20`, 'x'.repeat(2000)]) {
      const answer = await visitor.delete(gone);
      expect([gone, answer.status]).toEqual([gone, 404]);
      expect(answer.text).toContain('Page not found');
    }
  });

  test('refuses a post and a deletion without the token, with 403 and a page that explains', async () => {
    const visitor = await open();
    await visitor.post({}).expect(303);
    const { id } = await demo.prisma.demoPost.findFirstOrThrow();
    for (const answer of [
      await visitor.post({ _csrf: '' }),
      await visitor.post({ _csrf: visitor.token.replace(/.$/, (last) => (last === '0' ? '1' : '0')) }),
      await visitor.agent.post(`/demo/posts/${id}/delete`),
      await request(demo.app.getHttpServer())
        .post('/demo/posts')
        .type('form')
        .send({ ...VALID, _csrf: visitor.token }),
      await visitor.post({}).set('sec-fetch-site', 'cross-site'),
    ]) {
      expect(answer.status).toBe(403);
      expect(answer.text).toContain('reload the page and send the form again');
    }
    expect(await demo.prisma.demoPost.count()).toBe(1);
  });

  test('treats a senseless page number as the first page', async () => {
    for (const page of ['0', '-1', 'x', '9'.repeat(30), '2&page=3']) {
      const answer = await request(demo.app.getHttpServer()).get(`/demo/posts?page=${page}`).expect(200);
      expect(answer.text).toContain('No posts yet');
    }
  });

  test('opens for a browser whose cookies are broken', async () => {
    const http = request(demo.app.getHttpServer());
    await http.get('/demo/posts').set('cookie', 'csrf=j:{}; notice=j:[]').expect(200);
    await http.get('/demo/posts').set('cookie', 'csrf=%; notice=nonsense').expect(200);
  });

  test('leads from /demo to the posts', async () => {
    await request(demo.app.getHttpServer()).get('/demo').expect(302).expect('location', '/demo/posts');
  });
});

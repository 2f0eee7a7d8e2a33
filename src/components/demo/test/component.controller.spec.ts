import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { demoApplication, openPosts, VALID } from './demo-application';

describe('/demo/posts', () => {
  const demo = demoApplication();

  const open = () => openPosts(demo.visitor());
  const html = async () => (await open()).html;

  test('says so when there are no posts, and marks its place in the menu', async () => {
    const page = await html();
    expect(page).toContain('No posts yet');
    expect(page).toContain('<a href="/demo/posts" aria-current="page">Posts</a>');
  });

  test('adds a post, answers 303 and shows a notice once', async () => {
    const visitor = await open();
    await visitor.post({}).expect(303).expect('location', '/demo/posts');
    const page = (await visitor.agent.get('/demo/posts').expect(200)).text;
    expect(page).toContain('Your post was added.');
    expect(page).toMatch(/A title<\/h3><span class="badge badge-published">Published</);
    expect((await visitor.agent.get('/demo/posts')).text).not.toContain('Your post was added.');
  });

  test('a visitor fills in the form as it is on the page, one post for each form', async () => {
    const visitor = demo.visitor();
    await visitor.open('/demo/posts');
    const sent = { ...VALID, content: 'From a browser' };
    await visitor.submit(sent).expect(303);
    await visitor.submit(sent).expect(303);
    expect(await demo.client.demoPost.count()).toBe(1);
    await visitor.open('/demo/posts');
    await visitor.submit({ ...VALID, title: '' }).expect(422);
    expect(visitor.html).toContain('Give the post a title.');
    await visitor.submit({ title: 'Now with one' }).expect(303);
    expect(await demo.client.demoPost.count()).toBe(2);
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

  test('shows an invalid form again with 422: messages beside the fields, the input still there', async () => {
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
    expect(await demo.client.demoUser.count()).toBe(0);
  });

  test('reports a name in use beside its field', async () => {
    const visitor = await open();
    await visitor.post({}).expect(303);
    const answer = await visitor.post({ authorEmail: 'other@example.com' }).expect(422);
    expect(answer.text).toMatch(/id="field-authorName-error">.*?Someone else already posts under this name/);
    expect(answer.text).toContain('value="other@example.com"');
  });

  test('escapes all input, in the list and in the form', async () => {
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

  test('asks before it deletes a post, then answers 303; the list says what was already deleted', async () => {
    const visitor = await open();
    await visitor.post({}).expect(303);
    const { id } = await demo.client.demoPost.findFirstOrThrow();
    const question = await visitor.agent.get(`/demo/posts/${id}/delete`).expect(200);
    expect(question.text).toMatch(/Delete this post\?.*A title.*Delete the post.*Keep it/s);
    expect(await demo.client.demoPost.count()).toBe(1);
    await visitor.delete(id).expect(303).expect('location', '/demo/posts');
    expect((await visitor.agent.get('/demo/posts')).text).toContain('The post was deleted.');
    expect(await demo.client.demoPost.count()).toBe(0);
    for (const answer of [visitor.delete(id), visitor.agent.get(`/demo/posts/${id}/delete`)]) {
      await answer.expect(303).expect('location', '/demo/posts');
      expect((await visitor.agent.get('/demo/posts')).text).toContain('That post was already deleted');
    }
  });

  test('answers 404 for an invalid id', async () => {
    const visitor = await open();
    const id = randomUUID();
    for (const invalid of [id.slice(1), 0, 'x', '%00', `${id}%20`, 'x'.repeat(2000)]) {
      const answer = await visitor.delete(invalid);
      expect([invalid, answer.status]).toEqual([invalid, 404]);
      expect(answer.text).toContain('Page not found');
    }
  });

  test('makes one post of a form that is sent twice, and two when it was changed in between', async () => {
    const visitor = await open();
    const _key = /name="_key" value="([^"]+)"/.exec(visitor.html)?.[1] ?? '';
    const answers = await Promise.all([
      visitor.post({ _key }),
      visitor.post({ _key }),
      visitor.post({ _key }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect(await demo.client.demoPost.count()).toBe(1);
    await visitor.post({ _key, title: 'Changed' }).expect(303);
    expect(await demo.client.demoPost.count()).toBe(2);
    await visitor.post({ _key: 'x' }).expect(303);
    await visitor.post({ _key: '' }).expect(303);
    expect(await demo.client.demoPost.count()).toBe(4);
  });

  test('shows the filled form again with 403 when its token is lost, and then accepts it', async () => {
    const visitor = await open();
    const answer = await visitor.post({ _csrf: '', title: 'Typed <b>once</b>' }).expect(403);
    expect(answer.text).toContain('The post was not saved. Check it and send it again.');
    expect(answer.text).toContain('value="Typed &lt;b&gt;once&lt;/b&gt;"');
    const token = /name="_csrf" value="([^"]+)"/.exec(answer.text)?.[1] ?? '';
    await visitor.post({ _csrf: token, title: 'Typed <b>once</b>' }).expect(303);
    expect(await demo.client.demoPost.count()).toBe(1);
  });

  test('asks again for a deletion whose token is lost', async () => {
    const visitor = await open();
    await visitor.post({}).expect(303);
    const { id } = await demo.client.demoPost.findFirstOrThrow();
    const answer = await visitor.agent.post(`/demo/posts/${id}/delete`).expect(403);
    expect(answer.text).toMatch(/The post was not deleted.*A title/s);
    expect(await demo.client.demoPost.count()).toBe(1);
  });

  test('refuses a post and a deletion without the token, or from another site', async () => {
    const visitor = await open();
    await visitor.post({}).expect(303);
    const { id } = await demo.client.demoPost.findFirstOrThrow();
    for (const answer of [
      await visitor.post({ _csrf: '' }),
      await visitor.post({ _csrf: visitor.token.replace(/.$/, (last) => (last === '0' ? '1' : '0')) }),
      await visitor.agent.post(`/demo/posts/${id}/delete`),
      await visitor.agent.post(`/demo/posts/${id}/delete`).set('sec-fetch-site', 'same-site'),
      await request(demo.app.getHttpServer())
        .post('/demo/posts')
        .type('form')
        .send({ ...VALID, _csrf: visitor.token }),
      await visitor.post({}).set('sec-fetch-site', 'cross-site'),
    ]) {
      expect(answer.status).toBe(403);
    }
    expect(await demo.client.demoPost.count()).toBe(1);
    const foreign = await visitor.post({}).set('sec-fetch-site', 'cross-site');
    expect(foreign.text).toContain('This form can’t be accepted');
    expect(foreign.text).not.toContain('A title');
  });

  test('lets the browser choose the direction of each text', async () => {
    const visitor = await open();
    await visitor.post({ title: 'שלום', authorName: 'עדה' }).expect(303);
    expect(await html()).toMatch(/<h3 dir="auto">שלום<.*<bdi>עדה<\/bdi> · <bdi><time/s);
  });

  test('treats an invalid page number as the first page', async () => {
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

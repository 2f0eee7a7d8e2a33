import { beforeAll, describe, expect, test } from '@jest/globals';
import { DemoService, NameTakenError, PAGE_SIZE } from '../component.service';
import { PostInput } from '../post-input';
import { demoApplication, VALID } from './demo-application';

const input = (fields: Partial<PostInput> = {}): PostInput => Object.assign(new PostInput(), VALID, fields);

describe('the demo service', () => {
  const demo = demoApplication();
  let service: DemoService;

  beforeAll(async () => {
    service = demo.app.get(DemoService);
  });

  const titles = async (page = 1) => (await service.list(page)).posts.map((post) => post.title);

  test('lists the newest post first', async () => {
    const author = await demo.client.demoUser.create({ data: { name: 'Ada', email: 'ada@example.com' } });
    const at = (title: string, createdAt: string) => ({
      title,
      createdAt: new Date(createdAt),
      authorId: author.id,
    });
    await demo.client.demoPost.createMany({
      data: [at('old', '2020-01-01'), at('new', '2022-01-01'), at('middle', '2021-01-01')],
    });
    expect(await titles()).toEqual(['new', 'middle', 'old']);
  });

  test('keeps the order of posts with the same time when a post changes', async () => {
    const author = await demo.client.demoUser.create({ data: { name: 'Ada', email: 'ada@example.com' } });
    const moment = { createdAt: new Date('2022-01-01'), authorId: author.id };
    const names = Array.from({ length: 20 }, (_, index) => `${index}`);
    await demo.client.demoPost.createMany({ data: names.map((title) => ({ title, ...moment })) });
    const before = await titles();
    expect(new Set(before)).toEqual(new Set(names));
    await demo.client.demoPost.updateMany({ where: { title: '5' }, data: { status: 'ARCHIVED' } });
    expect(await titles()).toEqual(before);
  });

  test('splits a long list into pages without gaps and repetitions', async () => {
    const author = await demo.client.demoUser.create({ data: { name: 'Ada', email: 'ada@example.com' } });
    const posts = Array.from({ length: PAGE_SIZE + 2 }, (_, index) => ({
      title: `${index}`,
      authorId: author.id,
      createdAt: new Date(2022, 0, 1, 0, index),
    }));
    await demo.client.demoPost.createMany({ data: posts });
    expect((await service.list(1)).more).toBe(true);
    expect(await service.list(2)).toMatchObject({ more: false, posts: [{ title: '1' }, { title: '0' }] });
    expect(new Set([...(await titles(1)), ...(await titles(2))]).size).toBe(PAGE_SIZE + 2);
    expect(await titles(3)).toEqual([]);
  });

  test('adds the author with the first post and reuses it by address, keeping the name', async () => {
    await service.create(input());
    expect(await service.create(input({ authorName: 'A. Lovelace' }))).toEqual({
      authorName: 'Ada Lovelace',
    });
    expect(await demo.client.demoUser.findMany({ select: { name: true, email: true } })).toEqual([
      { name: 'Ada Lovelace', email: 'ada@example.com' },
    ]);
    expect(await demo.client.demoPost.count()).toBe(2);
  });

  test('lets 20 people post at once with the same new address', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, index) => service.create(input({ title: `${index}` }))));
    expect(await demo.client.demoUser.count()).toBe(1);
    expect(await demo.client.demoPost.count()).toBe(20);
  });

  test('gives a new name to one of 20 addresses that ask for it at once, and refuses the others', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        service.create(input({ authorEmail: `${index}@example.com` })),
      ),
    );
    const reasons = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    expect(reasons).toHaveLength(19);
    for (const reason of reasons) expect(reason).toBeInstanceOf(NameTakenError);
    expect(await demo.client.demoPost.count()).toBe(1);
  });

  test('stores no content as null', async () => {
    await service.create(input({ content: '' }));
    expect(await demo.client.demoPost.findFirst()).toMatchObject({ content: null });
  });

  test('deletes a post once', async () => {
    await service.create(input());
    const { id } = await demo.client.demoPost.findFirstOrThrow();
    expect(await service.delete(id)).toBe(true);
    expect(await service.delete(id)).toBe(false);
  });

  test('deletes the posts of a deleted author', async () => {
    await service.create(input());
    await demo.client.demoUser.deleteMany();
    expect(await demo.client.demoPost.count()).toBe(0);
  });
});

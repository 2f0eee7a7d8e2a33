import { afterAll, describe, expect, test } from '@jest/globals';
import { cleanBetweenTests, factories } from 'prismosaic/testing';
import { Prisma } from '../client/client';
import { PrismaService } from '../prisma.service';

const prisma = new PrismaService();
cleanBetweenTests(prisma);
afterAll(() => prisma.$disconnect());
const make = factories(prisma);

type Models = keyof typeof make;
const models = Object.keys(Prisma.ModelName).map(
  (name) => (name.charAt(0).toLowerCase() + name.slice(1)) as Models,
);

describe('a factory', () => {
  test.each(models)('makes a row of %s, with what it requires', async (model) => {
    const factory = make[model] as () => Promise<object>;
    const first = await factory();
    const second = await factory();
    expect(second).not.toEqual(first);
    expect(await (prisma[model] as unknown as { count(): Promise<number> }).count()).toBeGreaterThanOrEqual(
      2,
    );
  });

  test('takes fields, and fills only the others', async () => {
    const author = await make.demoUser({ name: 'Ada' });
    const post = await make.demoPost({ title: 'Bread', authorId: author.id });
    expect(post).toMatchObject({ title: 'Bread', authorId: author.id });
    expect(await prisma.demoUser.count()).toBe(1);
    const title: string = post.title;
    expect(title).toBe('Bread');
    // @ts-expect-error the model has no such field
    await expect(make.demoPost({ titel: 'Bread' })).rejects.toThrow(/titel/);
    // @ts-expect-error the client has no such model
    expect(() => make.nothing).toThrow('No database has a model for nothing.');
  });

  test('takes a relation as the client does', async () => {
    const post = await make.demoPost({ author: { create: { name: 'Ada', email: 'ada@example.org' } } });
    expect(await prisma.demoUser.findUniqueOrThrow({ where: { id: post.authorId } })).toMatchObject({
      name: 'Ada',
    });
    const { id } = await make.product();
    const variant = { create: { sku: 'A', title: 'A', price: 1, product: { connect: { id } } } };
    const item = await make.cartItem({ variant });
    expect(await prisma.cart.count({ where: { id: item.cartId } })).toBe(1);
  });

  test('makes a list, with fields of all or of each', async () => {
    const author = await make.demoUser();
    const posts = await make.demoPost.list(3, (index) => ({ title: `Post ${index}`, authorId: author.id }));
    expect(posts.map(({ title }) => title)).toEqual(['Post 0', 'Post 1', 'Post 2']);
    await make.demoPost.list(2, { authorId: author.id });
    expect(await prisma.demoPost.count({ where: { authorId: author.id } })).toBe(5);
    expect(await prisma.demoUser.count()).toBe(1);
  });

  test('gives equal values in each run', async () => {
    const fresh = factories(prisma, { demoUser: (n) => ({ email: `user${n}@shop.example` }) });
    const [first, second] = await fresh.demoUser.list(2);
    expect(first).toMatchObject({ name: 'name 1', email: 'user1@shop.example' });
    expect(second).toMatchObject({ name: 'name 2', email: 'user2@shop.example' });
  });
});

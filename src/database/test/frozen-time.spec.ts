import { afterAll, expect, test } from '@jest/globals';
import { cleanBetweenTests, factories, frozenTime } from 'prismosaic/testing';
import { PrismaService } from '../prisma.service';

const prisma = new PrismaService();
cleanBetweenTests(prisma);
const time = frozenTime('2030-05-01T12:00:00Z');
const make = factories(prisma);
afterAll(async () => {
  expect(Date.now()).toBeLessThan(Date.parse('2030-01-01'));
  await prisma.$disconnect();
});

test('a frozen Date is the time of @default(now()) and @updatedAt, and stops no query', async () => {
  const post = await make.demoPost();
  expect(post.createdAt).toEqual(new Date('2030-05-01T12:00:00Z'));
  time.advance(60_000);
  const { updatedAt } = await prisma.demoPost.update({ where: { id: post.id }, data: { title: 'New' } });
  expect(updatedAt).toEqual(new Date('2030-05-01T12:01:00Z'));
  time.set('2031-01-01T00:00:00Z');
  expect(new Date().getUTCFullYear()).toBe(2031);
});

test('each test begins at the same time', () => {
  expect(new Date()).toEqual(new Date('2030-05-01T12:00:00Z'));
});

test('the time can’t be changed outside of tests', () => {
  const hooks = { beforeEach: () => undefined, afterEach: () => undefined };
  expect(() => frozenTime('2030-05-01', hooks).advance(1)).toThrow('The time is frozen in tests only');
});

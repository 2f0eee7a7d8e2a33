import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import seed from '../component.seed';
import { startDemo } from './demo-application';

describe('the first rows', () => {
  let demo: Awaited<ReturnType<typeof startDemo>>;

  beforeAll(async () => {
    demo = await startDemo();
  });
  beforeEach(() => demo.empty());
  afterAll(() => demo.stop());

  test('are added once, even by several servers that start at the same time', async () => {
    // Connections that are open already, so that all really start at once.
    await Promise.all([1, 2, 3, 4].map(() => demo.prisma.$queryRaw`SELECT 1 FROM pg_sleep(0.1)`));
    const counts = await Promise.all([1, 2, 3, 4].map(() => seed(demo.prisma)));
    expect(counts.sort()).toEqual([0, 0, 0, 3]);
    const posts = await demo.prisma.demoPost.findMany({ orderBy: { createdAt: 'asc' } });
    expect(posts.map(({ status }) => status)).toEqual(['ARCHIVED', 'PUBLISHED', 'DRAFT']);
  });

  test('do not come back after they were deleted', async () => {
    await seed(demo.prisma);
    await demo.prisma.demoPost.deleteMany();
    expect(await seed(demo.prisma)).toBe(0);
    expect(await demo.prisma.demoPost.count()).toBe(0);
  });
});

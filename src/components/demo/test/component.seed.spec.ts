import { describe, expect, test } from '@jest/globals';
import seed from '../component.seed';
import { demoApplication } from './demo-application';

describe('the first rows', () => {
  // Several queries at once: each has a connection of its own.
  const demo = demoApplication('truncate');

  test('are added once, even by several servers that start at the same time', async () => {
    // Connections that are open already, so that all really start at once.
    await Promise.all([1, 2, 3, 4].map(() => demo.client.$queryRaw`SELECT 1 FROM pg_sleep(0.1)`));
    const counts = await Promise.all([1, 2, 3, 4].map(() => seed(demo.client)));
    expect(counts.sort()).toEqual([0, 0, 0, 3]);
    const posts = await demo.client.demoPost.findMany({ orderBy: { createdAt: 'asc' } });
    expect(posts.map(({ status }) => status)).toEqual(['ARCHIVED', 'PUBLISHED', 'DRAFT']);
  });

  test('do not come back after they were deleted', async () => {
    await seed(demo.client);
    await demo.client.demoPost.deleteMany();
    expect(await seed(demo.client)).toBe(0);
    expect(await demo.client.demoPost.count()).toBe(0);
  });
});

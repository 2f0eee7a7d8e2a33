import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cleanBetweenTests, expectQueries, recordQueries } from 'prismosaic/testing';
import { DemoService } from '../component.service';
import { startDemo } from './demo-application';

describe('the queries of the demo', () => {
  let demo: Awaited<ReturnType<typeof startDemo>>;

  beforeAll(async () => {
    demo = await startDemo();
  });
  cleanBetweenTests(() => demo.prisma);
  afterAll(() => demo.stop());

  async function posts(count: number): Promise<void> {
    const { id: authorId } = await demo.prisma.demoUser.create({
      data: { name: 'Ada', email: 'ada@example.com' },
    });
    const titles = Array.from({ length: count }, (_, index) => `${index}`);
    await demo.prisma.demoPost.createMany({ data: titles.map((title) => ({ title, authorId })) });
  }

  test('a list needs as many for thirty posts as for one', async () => {
    const service = demo.app.get(DemoService);
    await posts(1);
    const { queries } = await recordQueries(() => service.list(1));
    await demo.prisma.demoPost.deleteMany();
    await demo.prisma.demoUser.deleteMany();
    await posts(30);
    await expectQueries(queries.length, () => service.list(1));
  });

  test('a page over HTTP needs as many for thirty posts as for one', async () => {
    await posts(1);
    const { queries } = await recordQueries(() => demo.visitor());
    expect(queries.length).toBeGreaterThan(0);
    await demo.prisma.demoPost.deleteMany();
    await demo.prisma.demoUser.deleteMany();
    await posts(30);
    await expectQueries(queries.length, () => demo.visitor());
  });
});

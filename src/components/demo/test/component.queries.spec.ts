import { describe, expect, test } from '@jest/globals';
import { expectQueries, recordQueries } from 'prismosaic/testing';
import { DemoService } from '../component.service';
import { demoApplication, openPosts } from './demo-application';

describe('the queries of the demo', () => {
  const demo = demoApplication();

  async function posts(count: number): Promise<void> {
    const { id: authorId } = await demo.client.demoUser.create({
      data: { name: 'Ada', email: 'ada@example.com' },
    });
    const titles = Array.from({ length: count }, (_, index) => `${index}`);
    await demo.client.demoPost.createMany({ data: titles.map((title) => ({ title, authorId })) });
  }

  test('a list needs as many for thirty posts as for one', async () => {
    const service = demo.app.get(DemoService);
    await posts(1);
    const { queries } = await recordQueries(() => service.list(1));
    await demo.client.demoPost.deleteMany();
    await demo.client.demoUser.deleteMany();
    await posts(30);
    await expectQueries(queries.length, () => service.list(1));
  });

  test('a page over HTTP needs as many for thirty posts as for one', async () => {
    await posts(1);
    const { queries } = await recordQueries(() => openPosts(demo.visitor()));
    expect(queries.length).toBeGreaterThan(0);
    await demo.client.demoPost.deleteMany();
    await demo.client.demoUser.deleteMany();
    await posts(30);
    await expectQueries(queries.length, () => openPosts(demo.visitor()));
  });
});

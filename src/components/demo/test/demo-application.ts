import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { DatabaseModule } from '@prismosaic/nestjs';
import { emptyTables } from 'prismosaic/testing';
import request from 'supertest';
import { PrismaService } from '../../../database/prisma.service';
import { configureHttp } from '../../../http/configure';
import { menuOf } from '../../../page/menu';
import { PageModule } from '../../../page/page.module';
import meta from '../component.meta';
import DemoModule from '../component.module';

/** Starts the demo component alone, with the real application's setup, on the worker's schema. */
export async function startDemo() {
  const menu = menuOf([{ name: 'demo', module: DemoModule, meta }]);
  const testing = await Test.createTestingModule({
    imports: [DatabaseModule.forRoot({ client: PrismaService }), PageModule.forRoot(menu), DemoModule],
  }).compile();
  const app = testing.createNestApplication<NestExpressApplication>({ bodyParser: false, logger: ['fatal'] });
  configureHttp(app);
  await app.listen(0, '127.0.0.1');
  const prisma = app.get(PrismaService);
  const empty = () => emptyTables(prisma);
  return {
    app,
    prisma,
    empty,
    visitor: () => openPosts(app),
    stop: async () => {
      await empty();
      await app.close();
    },
  };
}

/** A visitor whose browser keeps cookies and has the page open. */
async function openPosts(app: NestExpressApplication) {
  const agent = request.agent(app.getHttpServer());
  const page = await agent.get('/demo/posts').expect(200);
  const token = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
  return {
    agent,
    token,
    html: page.text,
    post: (fields: Record<string, string>) =>
      agent
        .post('/demo/posts')
        .type('form')
        .send({ ...VALID, _csrf: token, ...fields }),
    delete: (id: number | string) =>
      agent.post(`/demo/posts/${id}/delete`).type('form').send({ _csrf: token }),
  };
}

/** A valid form. */
export const VALID = {
  title: 'A title',
  content: 'Some text',
  status: 'PUBLISHED',
  authorName: 'Ada Lovelace',
  authorEmail: 'ada@example.com',
};

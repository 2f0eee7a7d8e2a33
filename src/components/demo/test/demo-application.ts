import type { NestExpressApplication } from '@nestjs/platform-express';
import { DatabaseModule } from '@prismosaic/nestjs';
import type { Cleaning } from 'prismosaic/testing';
import { testApplication, type Visitor } from 'prismosaic/testing/nest';
import { PrismaService } from '../../../database/prisma.service';
import { configureHttp } from '../../../http/configure';
import { menuOf } from '../../../page/menu';
import { PageModule } from '../../../page/page.module';
import meta from '../component.meta';
import DemoModule from '../component.module';

/** The demo component alone, with the real application's setup, for the tests of a file. */
export function demoApplication(clean?: Cleaning) {
  const menu = menuOf([{ name: 'demo', module: DemoModule, meta }]);
  return testApplication<PrismaService, NestExpressApplication>({
    component: 'demo',
    client: PrismaService,
    imports: [DatabaseModule.forRoot({ client: PrismaService }), PageModule.forRoot(menu), DemoModule],
    configure: (app) => configureHttp(app),
    nest: { bodyParser: false, logger: ['fatal'] },
    ...(clean && { clean }),
  });
}

/** A visitor with the page open, who sends what they like instead of the page's form. */
export async function openPosts(visitor: Visitor) {
  const { agent } = visitor;
  const { text } = await visitor.open('/demo/posts');
  const token = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
  return {
    agent,
    token,
    html: text,
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

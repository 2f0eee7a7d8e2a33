import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { DatabaseModule } from '@prismosaic/nestjs';
import { emptyTables } from 'prismosaic/testing';
import request from 'supertest';
import type { RegisteredComponent } from '../components/registered-component';
import { PrismaService } from '../database/prisma.service';
import { configureHttp } from '../http/configure';
import { PageModule } from '../page/page.module';
import { HomeModule } from './home.module';
import { COUNTED_ROWS } from './mosaic';

const meta = {
  id: 'blog',
  title: 'The <blog>',
  description: 'Posts & users.',
  nav: { label: 'Blog', order: 1 },
};
const models = [
  { name: 'Writer', table: 'DemoUser' },
  { name: 'Post', table: 'DemoPost' },
];
const tile = {
  database: 'default',
  models,
  relatesTo: ['shop', 'elsewhere'],
  extends: [{ name: 'Cart', component: 'shop' }],
};
const elsewhere = {
  database: 'archive',
  models: [{ name: 'Old', table: 'Old' }],
  relatesTo: [],
  extends: [],
};

async function start(components: RegisteredComponent[]): Promise<NestExpressApplication> {
  const testing = await Test.createTestingModule({
    imports: [
      DatabaseModule.forRoot({ client: PrismaService }),
      PageModule.forRoot([]),
      HomeModule.forRoot(components),
    ],
  }).compile();
  const app = testing.createNestApplication<NestExpressApplication>({ bodyParser: false, logger: ['fatal'] });
  configureHttp(app);
  return app.init();
}

describe('the mosaic', () => {
  let app: NestExpressApplication;
  let prisma: PrismaService;
  const home = async (from = app) => (await request(from.getHttpServer()).get('/').expect(200)).text;

  beforeAll(async () => {
    app = await start([
      { name: 'blog', module: class {}, meta, tiles: [tile, elsewhere] },
      { name: 'shop', module: class {} },
    ]);
    prisma = app.get(PrismaService);
  });
  beforeEach(() => emptyTables(prisma));
  afterAll(async () => {
    await emptyTables(prisma);
    await app.close();
  });

  const rowsOf = (page: string) =>
    Object.fromEntries(
      [...page.matchAll(/<dt>(.*?)<\/dt><dd>(.*?)<\/dd>/g)].map(([, name, rows]) => [name, rows]),
    );

  test('has a tile for each component, with its page, its models and their rows', async () => {
    const posts = { create: [{ title: 'one' }, { title: 'two' }] };
    await prisma.demoUser.create({ data: { name: 'Ada', email: 'ada@example.com', posts } });
    const page = await home();
    expect(page).toContain(
      '<h2><a href="/blog">The &lt;blog&gt;</a></h2><p class="tile-about">Posts &amp; users.</p>',
    );
    expect(rowsOf(page)).toEqual({ Writer: '1', Post: '2', Old: '–' });
    expect(page).toContain('Defines no models.');
  });

  test('links to the tiles that a component relates to, and shows what it extends', async () => {
    const page = await home();
    expect(page).toContain('Relates to <span><a href="#shop">shop</a></span><span>, elsewhere</span>');
    expect(page).toContain('Extends <span>Cart of <a href="#shop">shop</a></span>');
    expect(page).toContain('<li id="shop" class="tile tile-1">');
  });

  test('stops counting at 10,000 rows', async () => {
    await prisma.$executeRaw`INSERT INTO "DemoUser" (id, name, email, "updatedAt")
      SELECT n::text, n::text, n::text, now() FROM generate_series(1, ${COUNTED_ROWS + 5}::int) n`;
    expect(rowsOf(await home())).toMatchObject({ Writer: 'over 10,000' });
  });

  test('shows tiles without numbers while a table is missing, and says so when there is no component', async () => {
    const missing = { ...tile, models: [...models, { name: 'New', table: 'No"such' }] };
    const behind = await start([{ name: 'blog', module: class {}, tiles: [missing] }]);
    expect(rowsOf(await home(behind))).toEqual({ Writer: '–', Post: '–', New: '–' });
    await behind.close();
    const empty = await start([]);
    expect(await home(empty)).toContain('No component is registered yet');
    await empty.close();
  });

  test('has the guides in development only', async () => {
    const before = process.env.NODE_ENV;
    const get = (path: string) => request(app.getHttpServer()).get(path);
    try {
      process.env.NODE_ENV = 'development';
      expect(await home()).toMatch(/<a href="\/guides\/components">[^<]+<\/a>/);
      expect((await get('/guides/components').expect(200)).text).toContain('schema.prisma');
      await get('/guides/..%2FREADME').expect(404);
      process.env.NODE_ENV = 'production';
      expect(await home()).not.toContain('/guides/');
      await get('/guides/components').expect(404);
    } finally {
      process.env.NODE_ENV = before;
    }
  });
});

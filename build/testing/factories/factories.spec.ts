import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { factories } from './factories';
import type { Field } from './models';
import { valueFor } from './values';

describe('a value of a factory', () => {
  const none = { models: [], enums: [] };
  const field = (type: string, nativeType?: Field['nativeType'], name = 'name'): Field => ({
    ...{ name, type, nativeType: nativeType ?? null, kind: 'scalar', isList: false, isRequired: true },
    ...{ isId: false, isUnique: false, hasDefaultValue: false },
  });
  const many = (one: Field) => Array.from({ length: 300 }, (_, index) => valueFor(one, index + 1, none));

  test.each([
    field('String'),
    field('String', ['VarChar', ['3']]),
    field('String', ['Char', ['4']]),
    field('String', ['Uuid', []]),
    field('String', ['Inet', []]),
    field('Int', ['SmallInt', []]),
    field('BigInt'),
    field('DateTime'),
    field('DateTime', ['Date', []]),
  ])('of $type $nativeType is another one for another number, and the same for the same', (one) => {
    const values = many(one).map(String);
    expect(new Set(values).size).toBe(values.length);
    expect(many(one).map(String)).toEqual(values);
  });

  test('fits its column', () => {
    for (const length of [1, 2, 3, 8]) {
      const values = many(field('String', ['VarChar', [String(length)]], 'countryCode')) as string[];
      expect(Math.max(...values.map((value) => value.length))).toBeLessThanOrEqual(length);
    }
    expect(valueFor(field('Int', ['SmallInt', []]), 40_000, none)).toBeLessThan(32_768);
  });

  test('can be an address, and lies ahead where the name says so', () => {
    expect(valueFor(field('String', null, 'email'), 1, none)).toBe('email-1@example.org');
    expect(Number(valueFor(field('DateTime', null, 'expiresAt'), 1, none))).toBeGreaterThan(Date.now());
    expect(Number(valueFor(field('DateTime', null, 'createdAt'), 1, none))).toBeLessThan(Date.now());
  });

  test('of a type that no factory knows is asked for', () => {
    expect(() => valueFor(field('Place'), 1, none)).toThrow(
      "A factory can't fill name, of the type Place: pass it.",
    );
  });
});

describe('factories', () => {
  let root: string;
  const before = process.env.PRISMOSAIC_TESTED_PROJECT;
  beforeAll(() => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'prismosaic-factories-'));
    fs.writeFileSync(
      path.join(root, 'schema.prisma'),
      `datasource db {
  provider = "postgresql"
}
model Hen {
  id Int @id
  egg Egg @relation("hatched", fields: [eggId], references: [id])
  eggId Int @unique
  eggs Egg[] @relation("laid")
}
model Egg {
  id Int @id
  hen Hen @relation("laid", fields: [henId], references: [id])
  henId Int
  hatched Hen? @relation("hatched")
}
model Country {
  code String
  region String
  cities City[]
  @@id([code, region], name: "place")
}
model City {
  id Int @id @default(autoincrement())
  country Country @relation(fields: [code, region], references: [code, region])
  code String
  region String
  twin City? @relation("twins", fields: [twinId], references: [id])
  twinId Int?
  twins City[] @relation("twins")
}
`,
    );
    const databases = [{ name: 'default', schemaFolder: root, migrations: root, runtime: 'DATABASE_URL' }];
    process.env.PRISMOSAIC_TESTED_PROJECT = JSON.stringify({ root, databases });
  });
  afterAll(() => {
    fs.rmSync(root, { recursive: true });
    if (before === undefined) delete process.env.PRISMOSAIC_TESTED_PROJECT;
    else process.env.PRISMOSAIC_TESTED_PROJECT = before;
  });

  type Creates = { create(args: { data: Record<string, unknown> }): Promise<Record<string, unknown>> };
  /** Returns what it is given, as a database does. */
  function clientOf(...names: string[]) {
    const delegate: Creates = { create: async ({ data }) => ({ id: 7, ...data }) };
    return Object.fromEntries(names.map((name) => [name, delegate])) as Record<string, never>;
  }
  const make = (...names: string[]) =>
    factories(clientOf(...names)) as unknown as Record<string, (fields?: object) => Promise<unknown>>;

  test('refuse required relations that go in a circle, and name it', async () => {
    await expect(make('hen', 'egg').hen?.()).rejects.toThrow(
      'The required relations go in a circle: Hen → Egg → Hen. Pass one of the rows.',
    );
    expect(await make('hen', 'egg').hen?.({ eggId: 3 })).toMatchObject({ eggId: 3 });
  });

  test('fill relations by several fields, as keys or as a connection', async () => {
    const { city } = make('country', 'city');
    expect(await city?.()).toEqual({ id: 7, code: 'code 1', region: 'region 1' });
    expect(await city?.({ code: 'CH' })).toEqual({ id: 7, code: 'CH', region: 'region 2' });
    expect(await city?.({ twin: { connect: { id: 1 } } })).toEqual({
      id: 7,
      twin: { connect: { id: 1 } },
      country: { connect: { place: { code: 'code 3', region: 'region 3' } } },
    });
  });

  test('name a model that the client or the schema does not have', async () => {
    await expect(make('country').city?.({ code: 'a', region: 'b' })).rejects.toThrow(
      'The client has no model City.',
    );
    expect(() => make('country').nothing).toThrow('No database has a model for nothing.');
  });

  test('need a test run', () => {
    const { PRISMOSAIC_TESTED_PROJECT: project } = process.env;
    delete process.env.PRISMOSAIC_TESTED_PROJECT;
    expect(() => make('city').city).toThrow('configure the test runner with workerSchemas()');
    process.env.PRISMOSAIC_TESTED_PROJECT = project;
  });
});

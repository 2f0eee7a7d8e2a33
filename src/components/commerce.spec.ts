import { afterAll, describe, expect, it } from '@jest/globals';
import { PrismaService } from '../database/prisma.service';

const prisma = new PrismaService();
afterAll(() => prisma.$disconnect());

describe('the rules for every model', () => {
  it('an index on every foreign key', async () => {
    const foreignKeys = await prisma.$queryRaw<{ name: string; indexed: boolean }[]>`
      SELECT c.conname AS name, EXISTS (
        SELECT FROM pg_index i
        WHERE i.indrelid = c.conrelid
          AND (i.indkey::int2[])[0:cardinality(c.conkey) - 1] = c.conkey
      ) AS indexed
      FROM pg_constraint c
      WHERE c.contype = 'f' AND c.connamespace = current_schema()::regnamespace
      ORDER BY name`;
    expect(foreignKeys.length).toBeGreaterThan(30);
    expect(foreignKeys.filter(({ indexed }) => !indexed)).toEqual([]);
  });

  it('money as decimal(12,2)', async () => {
    const money = await prisma.$queryRaw<{ name: string; type: string }[]>`
      SELECT a.attrelid::regclass::text || '.' || a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type
      FROM pg_attribute a JOIN pg_class r ON r.oid = a.attrelid
      WHERE r.relnamespace = current_schema()::regnamespace AND r.relkind = 'r' AND a.attnum > 0
        AND (a.attname ~ '([pP]rice|[aA]mount)$' OR a.attname = 'value')
      ORDER BY name`;
    expect(money.length).toBeGreaterThan(15);
    expect(money.filter(({ type }) => type !== 'numeric(12,2)')).toEqual([]);
  });
});

import assert from 'node:assert/strict';
import { type Cell, expectMigrated, expectResult } from '../../cell';

const command = 'schema features';

const OUTSIDE = `
CREATE TABLE measures (id int, day date) PARTITION BY RANGE (day);
CREATE TABLE measures_2020 PARTITION OF measures FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE parent (id int PRIMARY KEY, flag "char" CHECK (flag IN ('a', 'b')), flags "char"[]);
CREATE TABLE child (more text) INHERITS (parent);
ALTER TABLE parent ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON parent USING (id > 0);
CREATE TABLE bookings (room int, during int4range, EXCLUDE USING gist (during WITH &&));
CREATE DOMAIN positive AS int CHECK (VALUE > 0);
CREATE TABLE "odd ""name""" ("a b" positive, "select" text DEFAULT 'x;''y', ref int UNIQUE DEFERRABLE INITIALLY DEFERRED);
CREATE VIEW seen AS SELECT id FROM parent;
CREATE MATERIALIZED VIEW kept AS SELECT id FROM parent;
CREATE TABLE gen (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, twice int GENERATED ALWAYS AS (2) STORED);
CREATE INDEX gen_expr ON gen ((twice + 1)) WHERE twice > 1;
CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER shouting AFTER INSERT ON gen FOR EACH ROW EXECUTE FUNCTION shout();
COMMENT ON TABLE gen IS 'it''s "quoted"';
`;

export const cells: Cell[] = [
  {
    command,
    situation: 'tables made outside Prisma: pulled, then in sync; replayed from a migration',
    async run(bench) {
      const project = bench.project('');
      project.migration('20200101000000_outside', OUTSIDE);
      expectResult(await project.prisma(['migrate', 'deploy']), 0);
      expectResult(await project.prisma(['db', 'pull']), 0, 'partition', 'row level security', 'exclusion');
      assert.match(project.read('prisma/schema.prisma'), /@db\.Char/);
      expectResult(await project.prisma(['validate']), 0);
      await expectMigrated(project);
      expectResult(await project.prisma(['migrate', 'dev', '--create-only', '--name', 'x']), 0);
    },
  },
];

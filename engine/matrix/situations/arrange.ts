import { createHash } from 'node:crypto';
import { escapeLiteral } from 'pg';
import type { Project } from '../../testing/project';
import type { Bench } from '../cell';
import type { Situation } from './situation';

const TABLE = `CREATE TABLE _prisma_migrations (
  id varchar(36) PRIMARY KEY NOT NULL, checksum varchar(64) NOT NULL, finished_at timestamptz,
  migration_name varchar(255) NOT NULL, logs text, rolled_back_at timestamptz,
  started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0);`;

/** Creates the project of a situation, and the content of its database. */
export async function arrange(bench: Bench, situation: Situation): Promise<Project> {
  const { schema = '', files = {}, migrations = {}, config, url, shadow, sql } = situation;
  const address = bench.url();
  const options = {
    config,
    url: url === undefined ? address : url(address),
    shadowUrl: undefined as string | undefined,
  };
  if (shadow !== undefined) {
    const database = `${bench.database}_shadow`;
    await bench.server.createDatabase(database);
    options.shadowUrl = shadow(bench.server.url(database));
  }
  const project = bench.project(schema ?? '', options);
  if (schema === null) project.delete('prisma/schema.prisma');
  for (const [file, text] of Object.entries(files)) project.write(file, text);
  for (const [name, script] of Object.entries(migrations)) project.migration(name, script);
  const statements = [sql, recorded(situation)].filter(Boolean).join(';\n');
  if (statements !== '') await bench.query(statements);
  return project;
}

/** The history in the database, as the engine writes it. */
function recorded({ recorded: entries, migrations = {} }: Situation): string | undefined {
  if (entries === undefined) return undefined;
  const rows = Object.entries(entries).map(([name, state], index) => {
    const script = migrations[name] ?? '';
    const values = [
      escapeLiteral(`id-${index}`),
      escapeLiteral(createHash('sha256').update(script).digest('hex')),
      state === 'applied' ? 'now()' : 'NULL',
      escapeLiteral(name),
      state === 'rolled back' ? 'now()' : 'NULL',
      `now() + interval '${index} ms'`,
    ];
    const insert = `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, rolled_back_at, started_at)
      VALUES (${values.join(', ')})`;
    return state === 'applied' && script !== '' ? `${script};\n${insert}` : insert;
  });
  return [TABLE, ...rows].join(';\n');
}

import { USER, USER_SQL } from '../material';
import { head, type Situation } from '../situation';

const FILE = 'prisma/schema.prisma';
/** Its datasource is not at the beginning, and beside other words for databases. */
const schemaOf = (provider: string) =>
  `// provider = "postgresql"\n${USER}\n${head().replace('postgresql', provider)}generator client {\n  provider = "prisma-client"\n  output = "../generated"\n}\n`;
const refused = (file: string, line: number, provider: string) => [
  `${file}:${line}: \`provider = "${provider}"\``,
  'PostgreSQL only',
  'Write `provider = "postgresql"`',
];

const differs = 'The native engine serves these databases.';

const COMMANDS = [
  'db pull',
  'db pull --force',
  'db pull --print',
  'db push',
  'db push --force-reset',
  'migrate dev --name next',
  'migrate deploy',
  'migrate status',
  'migrate reset --force',
  'migrate resolve --applied 1',
  'migrate diff --from-empty --to-schema prisma/schema.prisma --script',
  'migrate diff --from-config-datasource --to-schema prisma/schema.prisma',
];

/** With a schema of another database system nothing is done to the PostgreSQL at the address. */
export const situations: Situation[] = [
  ...COMMANDS.map(
    (run): Situation => ({
      situation: `${run}: the schema is of SQLite`,
      schema: null,
      files: { [FILE]: schemaOf('sqlite') },
      sql: USER_SQL,
      run,
      status: 1,
      shows: refused(FILE, 8, 'sqlite'),
      hides: ['panicked'],
      differs,
      tables: ['public.User'],
      wrote: { [FILE]: 'provider = "sqlite"' },
    }),
  ),
  ...['mysql', 'sqlserver', 'mongodb', 'cockroachdb'].map(
    (provider): Situation => ({
      situation: `db pull: the schema is of ${provider}`,
      schema: null,
      files: { [FILE]: `${head().replace('postgresql', provider)}` },
      sql: USER_SQL,
      run: 'db pull',
      status: 1,
      differs,
      shows: refused(FILE, 2, provider),
      hides: ['panicked'],
    }),
  ),
  {
    situation: 'migrate diff: one of the schemas is of SQLite',
    schema: USER,
    files: { 'other.prisma': `${head().replace('postgresql', 'sqlite')}${USER}` },
    run: 'migrate diff --from-schema other.prisma --to-schema prisma/schema.prisma',
    status: 1,
    differs,
    shows: refused('other.prisma', 2, 'sqlite'),
  },
  {
    situation: 'db pull: the other name of PostgreSQL, and another one in a comment',
    schema: null,
    files: {
      [FILE]: 'datasource db {\n  // provider = "sqlite"\n  provider = "postgres" // not "sqlite"\n}\n',
    },
    sql: USER_SQL,
    run: 'db pull',
    shows: ['Introspected 1 model'],
  },
];

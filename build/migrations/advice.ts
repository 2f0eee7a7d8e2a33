import type { MigrationState } from './state';

/** How a state is shown: the same words everywhere. */
export interface Advice {
  /** One line. */
  title: string;
  /** What it means, and what to know before running the commands; may be empty. */
  text: string;
  /** What to type, in this order; empty when there is nothing to do. */
  commands: string[];
}

/** What the advice depends on, besides the state. */
export interface AdvicePlace {
  /** The command for Prisma's command line on the database: `npx prisma`. */
  prisma: string;
  /** Relative to the project's root. */
  migrations: string;
  schemaFolder: string;
  /** Whether it is on the embedded server, where each git branch can have a database. */
  embedded: boolean;
  /** A git branch that has all migrations of the database. */
  branch?: string | undefined;
  /** A git commit that has the text of the edited migration as it was applied. */
  commit?: string | undefined;
  /** A name for a new migration, sorted after all existing ones. */
  nextName: string;
}

/** Returns the command for Prisma's command line on a database. */
export function prismaOf(database: string): string {
  return database === 'default' ? 'npx prisma' : `npx prismosaic prisma ${database} --`;
}

const OWN_DATABASE = 'npx prismosaic db branch --empty';
const NO_RESET =
  'Nothing is broken, and no data has to be deleted. Don’t run `migrate dev` here: it would ask to reset the database.';

/** Returns the only text and advice for a state. None of its commands is refused in that state. */
export function adviceFor(state: MigrationState, place: AdvicePlace): Advice {
  const { prisma, migrations } = place;
  switch (state.kind) {
    case 'in-sync':
      return {
        title: 'The database has all migrations and is in sync with the schema',
        text: '',
        commands: [],
      };
    case 'behind':
      return {
        title: 'The database is behind the schema',
        text: '',
        commands: [`${prisma} migrate dev --name <what-changed>`],
      };
    case 'pending':
      return attention(
        `${list(state.pending)} not applied yet`,
        state.pending.length === 1 ? 'When it is ready:' : 'When they are ready:',
        [`${prisma} migrate deploy`],
      );
    case 'applying':
      return attention(`${state.migration} is being applied right now`, 'Wait until it is done.', []);
    case 'failed':
      return failed(state, place);
    case 'edited':
      return edited(state.migration, place);
    case 'ahead':
      return otherBranch(`it also has ${state.missing.join(', ')}`, place, []);
    case 'diverged':
      return otherBranch(
        `it has ${state.missing.join(', ')} and does not have ${state.pending.join(', ')}`,
        place,
        [`${prisma} migrate deploy`],
      );
    case 'unrecorded':
      return attention(
        'the database has tables and no migration history',
        `Mark the migrations whose tables exist as applied, the oldest first; \`${prisma} migrate deploy\` applies the others.`,
        [`${prisma} migrate resolve --applied ${state.pending[0]}`],
      );
    case 'unwritten':
      return {
        title: 'The database is in sync with the schema, but the migrations are not',
        text: 'This is how `prisma db push` leaves it. Create the migration, and mark it as applied:',
        commands: [
          `${prisma} migrate diff --from-migrations ${migrations} --to-schema ${place.schemaFolder} --script --output ${migrations}/${place.nextName}/migration.sql`,
          `${prisma} migrate resolve --applied ${place.nextName}`,
        ],
      };
    case 'drifted':
      return {
        title: 'The database was changed, and not by a migration',
        text: '`migrate dev` would ask to reset it. Instead, create a script that undoes the change, read it (what it drops is lost), and run it:',
        commands: [
          `${prisma} migrate diff --from-config-datasource --to-migrations ${migrations} --script --output drift.sql`,
          `${prisma} db execute --file drift.sql`,
        ],
      };
  }
}

function attention(what: string, text: string, commands: string[]): Advice {
  return { title: `Migrations need attention: ${what}`, text, commands };
}

function failed(
  { migration, logs, written }: Extract<MigrationState, { kind: 'failed' }>,
  { prisma, migrations }: AdvicePlace,
): Advice {
  const what = logs
    ? `${migration} failed`
    : `${migration} was started and not finished, as when its process is killed`;
  const reason = logs ? `${logs.trim().split('\n').slice(0, 3).join('\n')}\n` : '';
  const fix = written && logs ? `Fix ${migrations}/${migration}/migration.sql, then` : 'Then';
  return attention(
    what,
    `${reason}No other migration is applied until this is resolved. If the database has all of it: ` +
      `${prisma} migrate resolve --applied ${migration}\nOtherwise undo the part that the database has, most often none. ${fix}:`,
    [
      `${prisma} migrate resolve --rolled-back ${migration}`,
      ...(written ? [`${prisma} migrate deploy`] : []),
    ],
  );
}

function edited(migration: string, { migrations, commit, embedded }: AdvicePlace): Advice {
  const file = `${migrations}/${migration}/migration.sql`;
  const start = 'The database has the earlier text. Move your change to a new migration,';
  const what = `${migration} was changed after it was applied`;
  if (commit !== undefined)
    return attention(what, `${start} and restore the applied text:`, [`git checkout ${commit} -- ${file}`]);
  if (embedded)
    return attention(
      what,
      `${start} and restore the applied text. Or use an empty database, which leaves this one as it is:`,
      [OWN_DATABASE],
    );
  return attention(what, `${start} and restore the applied text of ${file}.`, []);
}

/** The database was used on another branch. */
function otherBranch(what: string, place: AdvicePlace, others: string[]): Advice {
  const { embedded, branch, migrations } = place;
  const title = `The database belongs to another git branch than ${migrations}: ${what}`;
  const back = branch === undefined ? '' : ` The branch ${branch} has all migrations of the database.`;
  if (embedded) {
    const text = `${NO_RESET}${back} To give this branch its own database and leave the other one as it is:`;
    return { title, text, commands: [OWN_DATABASE] };
  }
  if (others.length > 0)
    return {
      title,
      text: `${NO_RESET}${back} To add what is missing in the database:`,
      commands: others,
    };
  const own = ' Or name another database for this branch in DATABASE_URL.';
  return branch === undefined
    ? {
        title,
        text: `${NO_RESET} Get these migrations from the branch that has them.${own}`,
        commands: [],
      }
    : { title, text: `${NO_RESET}${back}${own}`, commands: [`git switch ${branch}`] };
}

function list(names: readonly string[]): string {
  return `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'}`;
}

/** Formats advice for a terminal. */
export function formatAdvice({ title, text, commands }: Advice): string {
  const [only, ...more] = commands;
  if (text === '' && only !== undefined && more.length === 0) return `${title}: ${only}`;
  return [`${title}.`, ...(text === '' ? [] : [text]), ...commands.map((command) => `  ${command}`)].join(
    '\n',
  );
}

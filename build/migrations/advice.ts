import type { MigrationState } from './state';

/** What a person is told of a state: the same words wherever it shows. */
export interface Advice {
  /** One line. */
  title: string;
  /** What it means, and what to know before the commands are run; may be empty. */
  text: string;
  /** What to type, in this order; nothing when there is nothing to do. */
  commands: string[];
}

/** What the advice depends on beside the state. */
export interface AdvicePlace {
  /** How Prisma's command line is called for the database: `npx prisma`. */
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
  /** What a migration written now may be called: after all that are there. */
  nextName: string;
}

/** How Prisma's command line is called for a database. */
export function prismaOf(database: string): string {
  return database === 'default' ? 'npx prisma' : `npx prismosaic prisma ${database} --`;
}

const OWN_DATABASE = 'npx prismosaic db branch --empty';
const NO_RESET =
  'Nothing is broken, and no data has to be deleted. Don’t run `migrate dev` here: it would ask to reset the database.';

/** The one text and the one advice for a state. None of its commands is refused in that state. */
export function adviceFor(state: MigrationState, place: AdvicePlace): Advice {
  const { prisma, migrations } = place;
  switch (state.kind) {
    case 'in-sync':
      return { title: 'The database has all migrations and is what the schema says', text: '', commands: [] };
    case 'behind':
      return {
        title: 'The database is behind the schema',
        text: '',
        commands: [`${prisma} migrate dev --name <what-changed>`],
      };
    case 'pending':
      return attention(
        `${list(state.pending)} not applied yet`,
        state.pending.length === 1 ? 'Once it is as it should be:' : 'Once they are as they should be:',
        [`${prisma} migrate deploy`],
      );
    case 'applying':
      return attention(
        `${state.migration} is being applied at this moment`,
        'Wait until that has ended.',
        [],
      );
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
        `Record the migrations whose tables are there as applied, the oldest first; \`${prisma} migrate deploy\` applies the others.`,
        [`${prisma} migrate resolve --applied ${state.pending[0]}`],
      );
    case 'unwritten':
      return {
        title: 'The database is what the schema says, but no migration makes it so',
        text: 'This is how `prisma db push` leaves it. Write the migration, and record it as applied:',
        commands: [
          `${prisma} migrate diff --from-migrations ${migrations} --to-schema ${place.schemaFolder} --script --output ${migrations}/${place.nextName}/migration.sql`,
          `${prisma} migrate resolve --applied ${place.nextName}`,
        ],
      };
    case 'drifted':
      return {
        title: 'The database was changed, and not by a migration',
        text: '`migrate dev` would ask to reset it. Instead, write down what would undo the change, read it (what it drops is lost), and run it:',
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
    `${reason}No other migration is applied until this is settled. If all of it is in the database: ` +
      `${prisma} migrate resolve --applied ${migration}\nElse undo what is there of it, which is most often nothing. ${fix}:`,
    [
      `${prisma} migrate resolve --rolled-back ${migration}`,
      ...(written ? [`${prisma} migrate deploy`] : []),
    ],
  );
}

function edited(migration: string, { migrations, commit, embedded }: AdvicePlace): Advice {
  const file = `${migrations}/${migration}/migration.sql`;
  const start = 'The database has it as it was before. Put what you changed into a migration of its own,';
  const what = `${migration} was changed after it was applied`;
  if (commit !== undefined)
    return attention(what, `${start} and bring the applied text back:`, [
      `git checkout ${commit} -- ${file}`,
    ]);
  if (embedded)
    return attention(
      what,
      `${start} and bring the applied text back. Or start on an empty database, which leaves this one as it is:`,
      [OWN_DATABASE],
    );
  return attention(what, `${start} and bring the applied text back into ${file}.`, []);
}

/** The database has been on another branch. */
function otherBranch(what: string, place: AdvicePlace, others: string[]): Advice {
  const { embedded, branch, migrations } = place;
  const title = `The database is of another git branch than ${migrations}: ${what}`;
  const back = branch === undefined ? '' : ` The branch ${branch} has all that is in it.`;
  if (embedded) {
    const text = `${NO_RESET}${back} This branch can have a database of its own, and the other one stays as it is:`;
    return { title, text, commands: [OWN_DATABASE] };
  }
  if (others.length > 0)
    return {
      title,
      text: `${NO_RESET}${back} What is missing in the database is added by:`,
      commands: others,
    };
  const own = ' Or name another database for this branch in DATABASE_URL.';
  return branch === undefined
    ? {
        title,
        text: `${NO_RESET} Bring these migrations back from the branch that has them.${own}`,
        commands: [],
      }
    : { title, text: `${NO_RESET}${back}${own}`, commands: [`git switch ${branch}`] };
}

function list(names: readonly string[]): string {
  return `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'}`;
}

/** As the terminal shows it. */
export function formatAdvice({ title, text, commands }: Advice): string {
  const [only, ...more] = commands;
  if (text === '' && only !== undefined && more.length === 0) return `${title}: ${only}`;
  return [`${title}.`, ...(text === '' ? [] : [text]), ...commands.map((command) => `  ${command}`)].join(
    '\n',
  );
}

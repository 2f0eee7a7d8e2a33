import type { Command } from 'commander';
import { announceSlow } from '../../ground/announce-slow';
import type { Created, Refused, Wishes } from '../../new/component';
import type { CreatedDatabase } from '../../new/database';
import { failureStatus } from '../exit-status';
import { printDiagnostics } from '../print';
import { projectRoot } from '../project-root';

interface Flags {
  model?: string;
  title?: string;
  page: boolean;
  yes?: boolean;
}

/** `prismosaic new`: makes what a project is made of. */
export function register(program: Command): void {
  const group = program
    .command('new')
    .description('make a new component, or a new database')
    .addHelpText('after', '\nExample: npx prismosaic new component order-lines');
  group
    .command('component')
    .argument('[name]', 'its folder under src/components, and its address: order-lines')
    .description('make a working component: schema, module, service, controller, page and tests')
    .option('--model <Model>', "the model's name; otherwise the component's singular: OrderLine")
    .option('--title <title>', 'what the page and the menu call it; otherwise the name in words')
    .option('--no-page', 'without a page: schema, module, service and a test')
    .option('--yes', 'ask nothing, take what is suggested')
    .addHelpText(
      'after',
      `
In a terminal it asks for what was not said. Nothing that exists is touched: a component is made whole, or not at all.

Example: npx prismosaic new component order-lines --title "Order lines" --no-page

Exit status: 0 done, 1 the component schemas are at fault or the questions were cancelled, 2 the call is wrong.`,
    )
    .action(newComponent);
  group
    .command('database')
    .argument('<name>', 'as it is called in prismosaic.config.ts, in folders and, in capitals, in variables')
    .description('make a further database: configuration, Prisma configuration, client and Nest module')
    .option('--component <names...>', 'components of src/components to be composed into it too')
    .addHelpText(
      'after',
      `
Example: npx prismosaic new database inventory --component catalog

Exit status: 0 done, 1 the component schemas are at fault, 2 the call or prismosaic.config.ts is wrong.`,
    )
    .action(newDatabase);
}

async function newDatabase(name: string, flags: { component?: string[] }, command: Command): Promise<void> {
  const root = projectRoot(process.cwd());
  const { createDatabase, DatabaseWishError } = await import('../../new/database');
  try {
    const wishes = { name, components: flags.component ?? [] };
    const made = await announceSlow('Composing, and generating the clients', () =>
      createDatabase(wishes, { root, onProgress }),
    );
    if ('diagnostics' in made) {
      await printDiagnostics(root, made.diagnostics);
      process.stderr.write('Nothing was made: fix the schemas first.\n');
      process.exitCode = failureStatus(made.diagnostics);
      return;
    }
    process.stdout.write(reportDatabase(name, made));
  } catch (error) {
    if (!(error instanceof DatabaseWishError)) throw error;
    command.error(`error: ${error.message}`, { exitCode: 2 });
  }
}

function reportDatabase(name: string, { files, pattern, variables }: CreatedDatabase): string {
  return `${['prismosaic.config.ts', ...files].map((file) => `  ${file}\n`).join('')}
The database "${name}" is there. Its component schemas: ${pattern}
Its tables:  npx prismosaic prisma ${name} -- migrate dev --name init
Its address: ${variables.runtime} and ${variables.migration}; without them it is on the embedded PostgreSQL.
`;
}

async function newComponent(name: string | undefined, flags: Flags, command: Command): Promise<void> {
  const root = projectRoot(process.cwd());
  const { createComponent, WishError } = await import('../../new/component');
  const asks = !flags.yes && process.stdin.isTTY === true && process.stdout.isTTY === true;
  const page = command.getOptionValueSource('page') === 'default' ? undefined : flags.page;
  const said = { name, model: flags.model, title: flags.title, page };
  try {
    const wishes = asks ? await ask(said, root) : named(said, command);
    if (wishes === undefined) {
      process.stderr.write('Nothing was made.\n');
      process.exitCode = 1;
      return;
    }
    const make = (wanted: Wishes) => createComponent(wanted, { root, onProgress });
    const made =
      'diagnostics' in wishes
        ? wishes
        : await announceSlow('Composing, and generating the client', () => make(wishes));
    if (!('diagnostics' in made)) return void process.stdout.write(report(made));
    await printDiagnostics(root, made.diagnostics);
    process.stderr.write('Nothing was made: fix the schemas first.\n');
    process.exitCode = 1;
  } catch (error) {
    if (!(error instanceof WishError)) throw error;
    command.error(`error: ${error.message}`, { exitCode: 2 });
  }
}

function onProgress(message: string): void {
  process.stderr.write(`${message}\n`);
}

/** Nothing is asked when no answer would help. */
async function ask(said: Partial<Wishes>, root: string): Promise<Wishes | Refused | undefined> {
  const { Taken } = await import('../../new/component');
  const taken = await announceSlow('Composing', () => Taken.in(root));
  if (taken.errors.length > 0) return { diagnostics: taken.errors };
  const { askForComponent } = await import('../../new/component/questions');
  return askForComponent(said, taken);
}

function named({ name, ...said }: Partial<Wishes>, command: Command): Wishes {
  if (name !== undefined) return { name, ...said };
  return command.error('error: a name is missing: npx prismosaic new component order-lines', {
    exitCode: 2,
  });
}

function report({ component: { name, page }, folder, files }: Created): string {
  const migration = `add_${name.replaceAll('-', '_')}`;
  const address = page ? `   # serves it at http://localhost:3000/${name}` : '';
  return `Made ${folder}:
${files.map((file) => `  ${file}`).join('\n')}

Next:
  npx prisma migrate dev --name ${migration}   # makes its table
  npm run dev${address}
  npm test -- ${folder}
`;
}

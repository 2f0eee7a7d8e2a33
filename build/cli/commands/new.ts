import type { Command } from 'commander';
import { announceSlow } from '../../ground/announce-slow';
import { projectRoot } from '../../ground/project-root';
import type { ComponentOptions, Created, Refused } from '../../new/component';
import type { CreatedDatabase } from '../../new/database';
import { failureStatus } from '../exit-status';
import { printDiagnostics } from '../print';

interface Flags {
  model?: string;
  title?: string;
  page: boolean;
  yes?: boolean;
}

/** `prismosaic new`: creates components and databases. */
export function register(program: Command): void {
  const group = program
    .command('new')
    .description('create a component or a database')
    .addHelpText('after', '\nExample: npx prismosaic new component order-lines');
  group
    .command('component')
    .argument('[name]', 'its folder under src/components, and its path in the URL: order-lines')
    .description(
      'create a working component: schema, module, service and a test, and a page where the application has one',
    )
    .option('--model <Model>', "the model's name (default: the component's singular, OrderLine)")
    .option('--title <title>', 'title on the page and in the menu (default: the name in words)')
    .option('--no-page', "leave the application's own templates out")
    .option('--yes', 'ask nothing, use the suggested answers')
    .addHelpText(
      'after',
      `
In a terminal it asks for what the arguments leave open. It changes nothing that exists, and creates the whole
component or nothing. Files in <components>/.template/ replace the usual ones, or are added: a controller and a page,
for instance.

Example: npx prismosaic new component order-lines --title "Order lines" --no-page

Exit status: 0 done, 1 the component schemas have errors or the questions were cancelled, 2 the arguments
are wrong.`,
    )
    .action(newComponent);
  group
    .command('database')
    .argument('<name>', 'its name in prismosaic.config.ts and in folders; variables have it in capitals')
    .description('create another database: configuration, Prisma configuration, client and Nest module')
    .option('--component <names...>', 'components of src/components to compose into it, too')
    .addHelpText(
      'after',
      `
Example: npx prismosaic new database inventory --component catalog

Exit status: 0 done, 1 the component schemas have errors, 2 the arguments or prismosaic.config.ts are wrong.`,
    )
    .action(newDatabase);
}

async function newDatabase(name: string, flags: { component?: string[] }, command: Command): Promise<void> {
  const root = projectRoot(process.cwd());
  const { createDatabase, DatabaseOptionError } = await import('../../new/database');
  try {
    const options = { name, components: flags.component ?? [] };
    const made = await announceSlow('Composing, and generating the clients', () =>
      createDatabase(options, { root, onProgress }),
    );
    if ('diagnostics' in made) {
      await printDiagnostics(root, made.diagnostics);
      process.stderr.write('Nothing was created: fix the schemas first.\n');
      process.exitCode = failureStatus(made.diagnostics);
      return;
    }
    process.stdout.write(reportDatabase(name, made));
  } catch (error) {
    if (!(error instanceof DatabaseOptionError)) throw error;
    command.error(`error: ${error.message}`, { exitCode: 2 });
  }
}

function reportDatabase(name: string, { files, pattern, variables }: CreatedDatabase): string {
  return `${['prismosaic.config.ts', ...files].map((file) => `  ${file}\n`).join('')}
Created the database "${name}". Its component schemas: ${pattern}
Its tables:  npx prismosaic prisma ${name} -- migrate dev --name init
Its URLs:    ${variables.runtime} and ${variables.migration}; without them it is on the embedded PostgreSQL.
`;
}

async function newComponent(name: string | undefined, flags: Flags, command: Command): Promise<void> {
  const root = projectRoot(process.cwd());
  const { createComponent, OptionError } = await import('../../new/component');
  const asks = !flags.yes && process.stdin.isTTY === true && process.stdout.isTTY === true;
  const page = command.getOptionValueSource('page') === 'default' ? undefined : flags.page;
  const said = { name, model: flags.model, title: flags.title, page };
  try {
    const options = asks ? await ask(said, root) : named(said, command);
    if (options === undefined) {
      process.stderr.write('Nothing was created.\n');
      process.exitCode = 1;
      return;
    }
    const make = (wanted: ComponentOptions) => createComponent(wanted, { root, onProgress });
    const made =
      'diagnostics' in options
        ? options
        : await announceSlow('Composing, and generating the client', () => make(options));
    if (!('diagnostics' in made)) return void process.stdout.write(report(made));
    await printDiagnostics(root, made.diagnostics);
    process.stderr.write('Nothing was created: fix the schemas first.\n');
    process.exitCode = 1;
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    command.error(`error: ${error.message}`, { exitCode: 2 });
  }
}

function onProgress(message: string): void {
  process.stderr.write(`${message}\n`);
}

/** Reports errors of the schemas before it asks: no answer would help. */
async function ask(
  said: Partial<ComponentOptions>,
  root: string,
): Promise<ComponentOptions | Refused | undefined> {
  const { Taken } = await import('../../new/component');
  const taken = await announceSlow('Composing', () => Taken.in(root));
  if (taken.errors.length > 0) return { diagnostics: taken.errors };
  const { askForComponent } = await import('../../new/component/questions');
  return askForComponent(said, taken);
}

function named({ name, ...said }: Partial<ComponentOptions>, command: Command): ComponentOptions {
  if (name !== undefined) return { name, ...said };
  return command.error('error: a name is missing: npx prismosaic new component order-lines', {
    exitCode: 2,
  });
}

function report({ component: { name, page }, folder, files }: Created): string {
  const migration = `add_${name.replaceAll('-', '_')}`;
  const served = page ? `  npm run dev   # serves it at http://localhost:3000/${name}\n` : '';
  return `Created ${folder}:
${files.map((file) => `  ${file}`).join('\n')}

Next:
  npx prisma migrate dev --name ${migration}   # creates its table
${served}  npm test -- ${folder}
`;
}

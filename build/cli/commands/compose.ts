import { type Command, Option } from 'commander';
import type { CheckResult, DatabaseSettings, Outcome, Step } from '../../composer';
import { oneLine } from '../../diagnostics/visible';
import { announceSlow } from '../../ground/announce-slow';
import { projectRoot } from '../../ground/project-root';
import { failureStatus } from '../exit-status';
import { printDiagnostics, printJson } from '../print';

interface ComposeFlags {
  generate: boolean;
  check?: boolean;
  json?: boolean;
  timing?: boolean;
  watch?: boolean;
  database?: string;
}

/** `prismosaic compose`: composes the component schemas, publishes them and generates the client. */
export function register(program: Command): void {
  program
    .command('compose')
    .description('compose the component schemas, publish them and generate the client')
    .option('--no-generate', 'do not generate the client')
    .option('--check', 'write nothing; fail when something would change')
    .option('--database <name>', 'compose one database only (default: all of prismosaic.config.ts)')
    .option('--json', 'print the result as JSON')
    .option('--timing', 'print on stderr where the time goes')
    .addOption(
      new Option('--watch', 'compose again whenever a schema or the configuration is saved').conflicts([
        'check',
        'json',
        'timing',
      ]),
    )
    .addHelpText(
      'after',
      `
Composes every src/components/<name>/prisma/schema.prisma into prisma/schema, and generates the client into
src/database/client. Does nothing when nothing changed. An error publishes nothing: the last good schema and client stay.

With --watch it runs until Ctrl-C: for builders without a plugin, beside \`nest start --watch\`.

Example: npx prismosaic compose --check   # in continuous integration

Exit status: 0 done, 1 the schemas have errors (or, with --check, something would change),
2 the arguments or prismosaic.config.ts are wrong.`,
    )
    .action(async (flags: ComposeFlags, command: Command) => {
      const root = projectRoot(process.cwd());
      const { Composer } = await import('../../composer');
      const printTimes = flags.timing ? await takeTimes() : undefined;
      const onProgress = (message: string): void => void process.stderr.write(`${message}\n`);
      const composer = new Composer({ root, onProgress });
      const { generate, database } = flags;
      const { databases } = await composer.databases();
      if (
        database !== undefined &&
        databases.length > 0 &&
        !databases.some(({ name }) => name === database)
      ) {
        const known = databases.map(({ name }) => name).join(', ');
        command.error(`error: there is no database called "${database}"; available: ${known}`, {
          exitCode: 2,
        });
      }
      if (flags.watch) return watch();
      const { ok, diagnostics } = flags.check ? await check() : await run();
      printTimes?.();
      if (!ok) process.exitCode = failureStatus(diagnostics);

      async function run(): Promise<Outcome> {
        const outcome = await announceSlow(
          generate ? 'Composing, and generating the client' : 'Composing',
          () => composer.run({ generate, database, record: true }),
        );
        await printDiagnostics(root, outcome.diagnostics);
        if (flags.json) printJson(outcome);
        else if (outcome.ok) process.stdout.write(`${summaryOf(outcome, databases, database)}\n`);
        return outcome;
      }

      async function watch(): Promise<void> {
        const [{ watchAndCompose, hasEffect }, { interruption }, { statusOf }] = await Promise.all([
          import('../../run/watch/compose-watch'),
          import('../../run/interruption'),
          import('../../run/conclude'),
        ]);
        const { signal, dispose } = interruption(process.env);
        let runs = 0;
        const onRun = async (outcome: Outcome) => {
          await printDiagnostics(root, outcome.diagnostics);
          if (!outcome.ok) process.stderr.write('The last good schema and client stay.\n');
          else if (runs === 0 || hasEffect(outcome))
            process.stdout.write(`${summaryOf(outcome, databases, database)}\n`);
          runs += 1;
        };
        await watchAndCompose({ root, generate, database, onRun, onProgress, signal });
        dispose();
        process.exitCode = statusOf(signal);
      }

      async function check(): Promise<CheckResult> {
        const result = await announceSlow('Composing', () => composer.check({ generate, database }));
        await printDiagnostics(root, result.diagnostics);
        if (flags.json) printJson(result);
        else if (result.ok) process.stdout.write('Everything is up to date.\n');
        for (const name of result.stale) process.stderr.write(`${oneLine(name)} is not up to date\n`);
        if (result.stale.length > 0) process.stderr.write('  fix: run `npx prismosaic compose`\n');
        return result;
      }
    });
}

/** Records the steps from now on; the returned function prints how long each took. */
async function takeTimes(): Promise<() => void> {
  const { steps, timesOf } = await import('../../composer');
  const taken: Step[] = [];
  steps.subscribe((step) => void taken.push(step as Step));
  return () => {
    for (const [name, time] of timesOf(taken)) {
      process.stderr.write(`${time.toFixed(1).padStart(10)} ms  ${name}\n`);
    }
  };
}

function summaryOf(
  { components, models, written, removed, generated }: Outcome,
  databases: readonly DatabaseSettings[],
  only: string | undefined,
): string {
  const counts = `${count(components, 'component')}, ${count(models, 'model')}`;
  if (written.length + removed.length === 0 && generated === undefined) return `Nothing changed: ${counts}.`;
  const changes = [
    `${count(written.length, 'file')} written`,
    ...(removed.length > 0 ? [`${count(removed.length, 'file')} removed`] : []),
    ...(generated === undefined ? [] : [`client generated in ${(generated / 1000).toFixed(1)} s`]),
  ];
  const made = databases.filter(({ name }) => only === undefined || name === only);
  const folders = made.map(({ schemaFolder }) => schemaFolder).join(', ');
  return `Composed ${counts} → ${folders}: ${changes.join(', ')}.`;
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}

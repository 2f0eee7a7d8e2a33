import type { Command } from 'commander';
import type { Outcome } from '../../composer';
import { projectRoot } from '../project-root';
import { printDiagnostics, printJson } from '../print';

interface ComposeFlags {
  generate: boolean;
  check?: boolean;
  json?: boolean;
}

/** `prismosaic compose`: composes the component schemas, publishes them and generates the client. */
export function register(program: Command): void {
  program
    .command('compose')
    .description('compose the component schemas, publish them and generate the client')
    .option('--no-generate', 'leave the client as it is')
    .option('--check', 'write nothing; fail when something would change')
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      `
Every src/components/<name>/prisma/schema.prisma goes into prisma/schema, and the client into src/database/client.
Nothing changed: nothing is done. An error publishes nothing, and leaves the last good schema and client in place.

Exit status: 0 done, 1 the schemas are at fault (or, with --check, something would change), 2 the call is wrong.`,
    )
    .action(async (flags: ComposeFlags) => {
      const root = projectRoot(process.cwd());
      const { Composer } = await import('../../composer');
      const onProgress = (message: string): void => void process.stderr.write(`${message}\n`);
      const composer = new Composer({ root, onProgress });
      const ok = flags.check ? await check() : await run();
      if (!ok) process.exitCode = 1;

      async function run(): Promise<boolean> {
        const outcome = await composer.run({ generate: flags.generate });
        await printDiagnostics(root, outcome.diagnostics);
        if (flags.json) printJson(outcome);
        else if (outcome.ok) process.stdout.write(`${summaryOf(outcome)}\n`);
        return outcome.ok;
      }

      async function check(): Promise<boolean> {
        const result = await composer.check({ generate: flags.generate });
        await printDiagnostics(root, result.diagnostics);
        if (flags.json) printJson(result);
        else if (result.ok) process.stdout.write('Everything is up to date.\n');
        for (const name of result.stale) process.stderr.write(`${name} is not up to date\n`);
        if (result.stale.length > 0) process.stderr.write('  mend: run `npx prismosaic compose`\n');
        return result.ok;
      }
    });
}

function summaryOf({ components, models, written, removed, generated }: Outcome): string {
  const counts = `${count(components, 'component')}, ${count(models, 'model')}`;
  if (written.length + removed.length === 0 && generated === undefined) return `Nothing changed: ${counts}.`;
  const changes = [
    `${count(written.length, 'file')} written`,
    ...(removed.length > 0 ? [`${count(removed.length, 'file')} removed`] : []),
    ...(generated === undefined ? [] : [`client generated in ${(generated / 1000).toFixed(1)} s`]),
  ];
  return `Composed ${counts} → prisma/schema: ${changes.join(', ')}.`;
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}

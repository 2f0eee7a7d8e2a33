import fs from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import type { Composer, FormatResult } from '../../composer';
import { nearest } from '../../diagnostics/nearest';
import { oneLine } from '../../diagnostics/visible';
import { announceSlow } from '../../ground/announce-slow';
import { projectRoot } from '../../ground/project-root';
import { failureStatus } from '../exit-status';
import { printDiagnostics } from '../print';

/** `prismosaic format`: Prisma's formatter, for component schemas. */
export function register(program: Command): void {
  program
    .command('format')
    .description(
      "format component schemas with Prisma's own formatter, references to other components included",
    )
    .argument(
      '[components or files...]',
      'component names, or paths of schemas (default: all of the project)',
    )
    .option('--check', 'write nothing; fail when a file is not formatted')
    .addHelpText(
      'after',
      `
Unlike \`prisma format\`, it knows models of other components, adds no back-relations and loses no comment.
A schema with a syntax error is reported and left as it is. Schemas of packages are left alone.

Examples:
  npx prismosaic format
  npx prismosaic format billing src/components/orders/prisma/schema.prisma
  npx prismosaic format --check   # in continuous integration

Exit status: 0 done, 1 a schema has an error (or, with --check, is not formatted), 2 the arguments or
prismosaic.config.ts are wrong.`,
    )
    .action(format);
}

async function format(names: string[], { check = false }: { check?: boolean }, command: Command) {
  const root = projectRoot(process.cwd());
  const { Composer, formatFiles } = await import('../../composer');
  const composer = new Composer({ root });
  const own = await composer.ownSchemas();
  if (own.diagnostics.length > 0) {
    await printDiagnostics(root, own.diagnostics);
    process.exitCode = failureStatus(own.diagnostics);
    return;
  }
  const wanted =
    names.length === 0 ? own.files.map(({ file }) => file) : await chosen(names, command, { root, composer });
  const files = [...new Set(wanted)];
  const result = await announceSlow('Formatting', () => formatFiles(root, files, { check }));
  await printDiagnostics(root, result.diagnostics);
  report(result, files.length, check);
  if (result.diagnostics.length > 0 || (check && result.changed.length > 0)) process.exitCode = 1;
}

function report({ changed, diagnostics }: FormatResult, count: number, check: boolean): void {
  const all = count === 1 ? 'The component schema is' : `All ${count} component schemas are`;
  if (count === 0) process.stdout.write('There is no component schema.\n');
  else if (changed.length === 0 && diagnostics.length === 0) process.stdout.write(`${all} formatted.\n`);
  for (const file of changed) {
    if (check) process.stderr.write(`${oneLine(file)} is not formatted\n`);
    else process.stdout.write(`Formatted ${oneLine(file)}\n`);
  }
  if (check && changed.length > 0) process.stderr.write('  fix: run `npx prismosaic format`\n');
}

/** Finds component schemas by component name, and files by path from where the command runs. */
async function chosen(
  names: readonly string[],
  command: Command,
  { root, composer }: { root: string; composer: Composer },
): Promise<string[]> {
  const { files } = await composer.ownSchemas();
  const { databases } = await composer.databases();
  const refuse = (reason: string): never => command.error(`error: ${reason}`, { exitCode: 2 });
  return names.flatMap((name): string[] => {
    const ofComponent = files.filter(({ component }) => component === name).map(({ file }) => file);
    if (ofComponent.length > 0) return ofComponent;
    const absolute = path.resolve(name);
    const file = path.relative(root, absolute).replaceAll(path.sep, '/');
    if (fs.statSync(absolute, { throwIfNoEntry: false })?.isDirectory()) {
      const within = files
        .filter((one) => one.file.startsWith(`${file}/`) || file === '')
        .map((one) => one.file);
      return within.length > 0 ? within : refuse(`there is no component schema in ${oneLine(name)}`);
    }
    if (!fs.existsSync(absolute)) {
      const near = nearest(
        name,
        files.map(({ component }) => component),
      );
      return refuse(
        `there is no component and no file "${oneLine(name)}"${near === undefined ? '' : `; did you mean ${near}?`}`,
      );
    }
    if (file.startsWith('../') || path.isAbsolute(file))
      return refuse(`${oneLine(name)} is not in this project`);
    if (databases.some(({ schemaFolder }) => file.startsWith(`${schemaFolder}/`)))
      return refuse(`${oneLine(name)} is a composed file: format the component's schema that it comes from`);
    if (!file.endsWith('.prisma')) return refuse(`${oneLine(name)} is not a .prisma file`);
    return [file];
  });
}

import type { Command } from 'commander';
import { projectRoot } from '../../ground/project-root';
import type { Plan, PlanOptions } from '../../init/init';
import type { SplitFlag } from '../../init/split-choice';
import { printDiagnostics } from '../print';

interface InitFlags {
  component?: string;
  split?: SplitFlag;
  dryRun?: boolean;
  yes?: boolean;
}

/** `prismosaic init`: adds Prismosaic to an application. */
export function register(program: Command): void {
  program
    .command('init')
    .description('add Prismosaic to the application in this folder, and adopt its Prisma schema')
    .option(
      '--component <name>',
      'the first component (default: notes, or core for the models of an existing schema)',
    )
    .option(
      '--split [how]',
      'how an existing schema becomes several components: file, prefix, or a JSON file with a mapping',
    )
    .option('--dry-run', 'show every edit, and write nothing')
    .option('--yes', 'ask nothing')
    .addHelpText(
      'after',
      `
Finds the package manager, the builder, the module format, Jest or Vitest and an existing Prisma schema, and edits what
is needed: package.json, prisma.config.ts, the application's module, the tests' configuration, .gitignore. It checks before it
writes, names each file, changes nothing when something fails, and nothing the second time. What it can't edit safely it
prints, ready to paste.

An existing schema becomes one component, or several with --split: one for each of its files (file), one for each
first word of its names (prefix), or as a JSON file says: { "users": ["User", "Session*"], "shop": ["Order*"] }.

Example: npx prismosaic init --dry-run

Exit status: 0 done, 1 something is left for you to do, the schema can't be adopted or you said no; 2 the arguments are wrong.`,
    )
    .action(async (flags: InitFlags, command: Command) => {
      const root = projectRoot(process.cwd());
      const problem = flags.component === undefined ? undefined : await nameProblemOf(flags.component);
      if (problem !== undefined) command.error(`error: ${problem}`, { exitCode: 2 });
      try {
        await run(root, flags);
      } catch (error) {
        const { InitError } = await import('../../init/init');
        if (!(error instanceof InitError)) throw error;
        process.stderr.write(`error: ${error.message}\nNothing was changed.\n`);
        process.exitCode = 1;
      }
    });
}

async function run(root: string, flags: InitFlags): Promise<void> {
  const { initialize, planInit } = await import('../../init/init');
  const options = await optionsOf(root, flags);
  const plan = options === undefined ? undefined : planInit(root, options);
  if (plan !== undefined && flags.dryRun) return showEdits(plan);
  if (plan === undefined || !(await agreed(plan, flags))) {
    process.stderr.write('Nothing was changed.\n');
    process.exitCode = 1;
    return;
  }
  const { files, errors, next } = await initialize(plan);
  if (errors.length > 0) {
    await printDiagnostics(root, errors);
    process.stderr.write('Nothing was changed: fix the schema first.\n');
    process.exitCode = 1;
    return;
  }
  process.stdout.write(report(files, next));
  showLeft(plan);
}

/** Asks in a terminal how an existing schema is split; undefined when the user gives up. */
async function optionsOf(root: string, flags: InitFlags): Promise<PlanOptions | undefined> {
  const { component, split } = flags;
  const { askSplit, splitOf } = await import('../../init/split-choice');
  const { inspectApplication } = await import('../../init/init');
  const chosen = component === undefined ? {} : { component };
  if (split !== undefined) return { ...chosen, split: splitOf(root, split) };
  const asks = component === undefined && !flags.yes && !flags.dryRun && inTerminal();
  if (!asks || inspectApplication(root).schemas.length === 0) return chosen;
  const answer = await askSplit(root);
  return answer === undefined ? undefined : { split: answer };
}

function inTerminal(): boolean {
  return Boolean(process.stdin.isTTY && process.stdout.isTTY);
}

async function nameProblemOf(name: string): Promise<string | undefined> {
  const { nameProblem } = await import('../../new/component/component-options');
  return nameProblem(name);
}

async function showEdits(plan: Plan): Promise<void> {
  const { createTwoFilesPatch } = await import('diff');
  const changes = plan.tree.changes();
  for (const { file, before, after } of changes) {
    const [from, to] = [before === undefined ? '/dev/null' : file, after === undefined ? '/dev/null' : file];
    process.stdout.write(
      createTwoFilesPatch(from, to, before ?? '', after ?? '', undefined, undefined, { context: 2 }),
    );
  }
  if (changes.length === 0) process.stdout.write('There is nothing to change.\n');
  showLeft(plan);
}

/** Asks in a terminal; elsewhere the command itself is the answer. */
async function agreed(plan: Plan, { yes }: InitFlags): Promise<boolean> {
  const files = plan.tree.changes();
  if (yes || files.length === 0 || !inTerminal()) return true;
  const { confirm, isCancel } = await import('@clack/prompts');
  const list = files.map(({ file, before, after }) => {
    const what = before === undefined ? 'create' : after === undefined ? 'remove' : 'edit';
    return `  ${what}  ${file}\n`;
  });
  process.stdout.write(list.join(''));
  const answer = await confirm({ message: `Change these ${files.length} files?` });
  return !isCancel(answer) && answer;
}

function report(files: readonly string[], next: readonly string[]): string {
  const done =
    files.length === 0
      ? 'There is nothing to change.'
      : `Changed:\n${files.map((file) => `  ${file}\n`).join('')}`;
  return `${done.trimEnd()}\n\nNext:\n${next.map((line) => `  ${line}\n`).join('')}`;
}

function showLeft({ left }: Plan): void {
  if (left.length === 0) return;
  process.exitCode = 1;
  const steps = left.map(
    ({ what, code }, index) => `${index + 1}. ${what}\n\n${code.replace(/^(?=.)/gm, '     ')}\n`,
  );
  process.stderr.write(
    `\nLeft for you, ${left.length === 1 ? '1 step' : `${left.length} steps`}:\n\n${steps.join('\n')}`,
  );
}

import type { Command } from 'commander';
import { visible } from '../../diagnostics/visible';
import type { Finding } from '../../doctor';
import { announceSlow } from '../../ground/announce-slow';
import { loadEnvironment } from '../../ground/environment';
import { projectRoot } from '../../ground/project-root';
import { printJson } from '../print';

/** `prismosaic doctor`: what is in use, what is wrong with it, and what to do. */
export function register(program: Command): void {
  program
    .command('doctor')
    .description('check the schema engine, the database, its roles, the schema and the migrations')
    .option('--json', 'print the findings as JSON')
    .addHelpText(
      'after',
      '\nExample: npx prismosaic doctor --json\n\nExit status: 0 no problem, 1 a problem.',
    )
    .action(async ({ json }: { json?: boolean }) => {
      const root = projectRoot(process.cwd());
      loadEnvironment(root);
      const { examine } = await import('../../doctor');
      const say = (message: string) => void process.stderr.write(`${message}\n`);
      const findings = await announceSlow('Checking the project', () => examine(root, process.env, say));
      if (json) printJson(findings);
      else process.stdout.write(findings.map(show).join(''));
      if (findings.some(({ state }) => state === 'problem')) process.exitCode = 1;
    });
}

function show({ topic, state, message, fix }: Finding): string {
  const lines = [`${state.padEnd(7)} ${topic}: ${visible(message).replaceAll('\n', '\n        ')}`];
  if (fix !== undefined) lines.push(`        fix: ${fix}`);
  return `${lines.join('\n')}\n`;
}

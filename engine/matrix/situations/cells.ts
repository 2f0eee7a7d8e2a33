import fs from 'node:fs';
import path from 'node:path';
import type { Project } from '../../testing/project';
import type { Bench, Cell } from '../cell';
import { arrange } from './arrange';
import { judge } from './judge';
import type { Situation, Step } from './situation';

/** All situations, as cells of the table: a file or folder of `commands/` holds those of one command. */
export function situationCells(): Cell[] {
  const folder = path.join(__dirname, 'commands');
  const files = fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'));
  return files.flatMap((file): Cell[] => {
    const { situations }: { situations: Situation[] } = require(path.join(folder, file));
    return situations.map((situation) => cellOf(commandOf(file), situation));
  });
}

/** `migrate dev` of `migrate-dev.ts`, and of `migrate-dev/history.ts`. */
function commandOf(file: string): string {
  const [name = ''] = file.split(path.sep);
  return path.basename(name, '.ts').replaceAll('-', ' ');
}

function cellOf(command: string, situation: Situation): Cell {
  return {
    suite: 'situations',
    command,
    situation: situation.situation,
    anyServer: situation.everyServer !== true,
    async run(bench) {
      const project = await arrange(bench, situation);
      for (const step of [situation, ...(situation.next ?? [])]) await take(bench, project, step);
    },
  };
}

async function take(bench: Bench, project: Project, step: Step): Promise<void> {
  for (const [file, text] of Object.entries(step.edit ?? {})) {
    if (text === null) project.delete(file);
    else project.write(file, text);
  }
  if (step.before !== undefined) await bench.query(step.before);
  const words = step.run.match(/'[^']*'|\S+/g) ?? [];
  const args = words.map((word) => word.replace(/^'(.*)'$/, '$1'));
  const { input, environment, typed } = step;
  const result =
    typed === undefined
      ? await project.prisma(args, { input, environment })
      : await project.inTerminal(args, typed);
  await judge(bench, project, step, result);
}

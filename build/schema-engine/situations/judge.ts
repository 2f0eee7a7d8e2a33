import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Bench } from '../coverage/cell';
import type { CommandResult, Project } from '../testing/project';
import type { Step } from './situation';

/** Compares what a step printed and left with what it should have. Throws for the first difference. */
export async function judge(
  bench: Bench,
  project: Project,
  step: Step,
  result: CommandResult,
): Promise<void> {
  const told = `\`prisma ${step.run}\` printed:\n${result.output}`;
  assert.equal(result.status, step.status ?? 0, `its status is ${result.status}. ${told}`);
  const streams = [
    ['shows', result.output],
    ['out', result.stdout],
    ['err', result.stderr],
  ] as const;
  for (const [name, text] of streams) {
    for (const piece of step[name] ?? [])
      assert.ok(holds(text, piece), `${piece} is not in ${name}. ${told}`);
  }
  for (const piece of step.hides ?? []) assert.ok(!holds(result.output, piece), `${piece} is shown. ${told}`);
  if (step.tables !== undefined) assert.deepEqual(await bench.tables(), [...step.tables], told);
  if (step.history !== undefined) sameList(await bench.history(), step.history, told);
  if (step.folders !== undefined) sameList(project.migrations(), step.folders, told);
  for (const [file, piece] of Object.entries(step.wrote ?? {})) judgeFile(project, file, piece, told);
  if (step.rows !== undefined) assert.deepEqual(await bench.query(step.rows[0]), step.rows[1], told);
}

function judgeFile(project: Project, file: string, piece: string | RegExp | null, told: string): void {
  const place = file.replace('*', project.migrations().at(-1) ?? '*');
  if (piece === null) {
    assert.ok(!fs.existsSync(path.join(project.folder, place)), `${place} is there. ${told}`);
    return;
  }
  const text = project.read(place);
  assert.ok(holds(text, piece), `${piece} is not in ${place}:\n${text}\n${told}`);
}

function sameList(found: string[], wanted: readonly (string | RegExp)[], told: string): void {
  const fits = found.length === wanted.length && found.every((entry, at) => matches(entry, wanted[at]));
  assert.ok(fits, `${JSON.stringify(found)} and not ${wanted.join(', ')}. ${told}`);
}

function matches(entry: string, wanted: string | RegExp | undefined): boolean {
  return wanted instanceof RegExp ? wanted.test(entry) : entry === wanted;
}

/** Runs of blanks count as one: the command line breaks and indents by taste. */
function holds(text: string, piece: string | RegExp): boolean {
  if (piece instanceof RegExp) return piece.test(text);
  return squeezed(text).includes(squeezed(piece));
}

const squeezed = (text: string) => text.replace(/\s+/g, ' ');

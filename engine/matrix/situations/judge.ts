import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { CommandResult, Project } from '../../testing/project';
import type { Bench } from '../cell';
import type { Step } from './situation';

/** Compares a step's output and result with what is expected. Throws for the first difference. */
export async function judge(
  bench: Bench,
  project: Project,
  step: Step,
  result: CommandResult,
): Promise<void> {
  const printed = `\`prisma ${step.run}\` printed:\n${result.output}`;
  assert.equal(result.status, step.status ?? 0, `its status is ${result.status}. ${printed}`);
  const streams = [
    ['shows', result.output],
    ['out', result.stdout],
    ['err', result.stderr],
  ] as const;
  for (const [name, text] of streams) {
    for (const piece of step[name] ?? [])
      assert.ok(holds(text, piece), `${piece} is not in ${name}. ${printed}`);
  }
  for (const piece of step.hides ?? [])
    assert.ok(!holds(result.output, piece), `${piece} is shown. ${printed}`);
  if (step.tables !== undefined) assert.deepEqual(await bench.tables(), [...step.tables], printed);
  if (step.history !== undefined) sameList(await bench.history(), step.history, printed);
  if (step.folders !== undefined) sameList(project.migrations(), step.folders, printed);
  for (const [file, piece] of Object.entries(step.wrote ?? {})) judgeFile(project, file, piece, printed);
  if (step.rows !== undefined) assert.deepEqual(await bench.query(step.rows[0]), step.rows[1], printed);
}

function judgeFile(project: Project, file: string, piece: string | RegExp | null, printed: string): void {
  const place = file.replace('*', project.migrations().at(-1) ?? '*');
  if (piece === null) {
    assert.ok(!fs.existsSync(path.join(project.folder, place)), `${place} is there. ${printed}`);
    return;
  }
  const text = project.read(place);
  assert.ok(holds(text, piece), `${piece} is not in ${place}:\n${text}\n${printed}`);
}

function sameList(found: string[], wanted: readonly (string | RegExp)[], printed: string): void {
  const fits = found.length === wanted.length && found.every((entry, at) => matches(entry, wanted[at]));
  assert.ok(fits, `${JSON.stringify(found)} and not ${wanted.join(', ')}. ${printed}`);
}

function matches(entry: string, wanted: string | RegExp | undefined): boolean {
  return wanted instanceof RegExp ? wanted.test(entry) : entry === wanted;
}

/** Runs of blanks count as one: line breaks and indentation of the command line vary. */
function holds(text: string, piece: string | RegExp): boolean {
  if (piece instanceof RegExp) return piece.test(text);
  return squeezed(text).includes(squeezed(piece));
}

const squeezed = (text: string) => text.replace(/\s+/g, ' ');

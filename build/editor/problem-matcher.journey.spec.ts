import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { problemsOf, turnsOf } from '../test-kit/editor/task';
import { ProjectCopy, type RunningCommand } from '../test-kit/project-copy';

let project: ProjectCopy;
let dev: RunningCommand;
beforeAll(async () => {
  project = new ProjectCopy();
  dev = project.run(['dev'], { PORT: '0' });
  await dev.says(/Serving/);
});
afterAll(() => project.dispose());

const schema = 'src/components/demo/prisma/schema.prisma';
const { begins, ends } = turnsOf('dev');

/** The lines of the work on a save, from its first line to its last, as Visual Studio Code sees them. */
async function workOn(from: string, to: string): Promise<string[]> {
  const before = dev.output.length;
  project.edit(schema, from, to);
  await dev.says(new RegExp(ends.source, 'm'), before);
  const lines = dev.output.slice(before).split('\n');
  const first = lines.findIndex((line) => begins.test(line));
  const last = lines.findIndex((line) => ends.test(line));
  expect(first).toBeGreaterThanOrEqual(0);
  return lines.slice(first, last + 1);
}

test('the task dev begins and ends its work at each save, with the errors between', async () => {
  const broken = await workOn('model DemoPost {', 'model DemoPost {\n  odd Strin');
  expect(problemsOf('dev', broken.join('\n'))).toEqual([
    expect.stringMatching(/^src\/components\/demo\/prisma\/schema\.prisma:\d+:7 error: Type "Strin"/),
  ]);
  const fixed = await workOn('  odd Strin', '  odd String?');
  expect(problemsOf('dev', fixed.join('\n'))).toEqual([]);
  expect(fixed.at(-1)).toMatch(/Serving/);
  const unchanged = await workOn('  odd String?', '  odd String? ');
  expect(problemsOf('dev', unchanged.join('\n'))).toEqual([]);
});

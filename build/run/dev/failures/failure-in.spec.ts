import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TemporaryProject } from '../../../test-kit/composer/project';
import { failureIn } from './failure-in';

let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject();
  project.write('src/a.service.ts', 'one\nexport function find() {}\nthree\n');
});
afterEach(() => project.dispose());

const shown = `src/a.service.ts:2:17: error TypeError: no rows
  1 | one
> 2 | export function find() {}
    |                 ^
  3 | three`;

describe('failureIn', () => {
  it('finds the last error, and the first position of its stack in the sources, as Nest and Node print it', () => {
    const log = `Error: an older one
    at f (${project.path('src/old.ts')}:1:1)
\u001b[31m[Nest] 1  - ERROR [Http] GET /\u001b[39m
TypeError: no rows
    at run (${project.path('node_modules/pg/index.js')}:9:9)
    at next (node:internal/process:1:1)
    at AService.find (webpack://application/./src/a.service.ts:2:17)
    at other (${project.path('src/a.service.ts')}:1:1)
`;
    expect(failureIn(log, project.root)).toBe(shown);
    expect(failureIn(log.replace('webpack://application/.', project.root), project.root)).toBe(shown);
    expect(failureIn(log.replace('webpack://application/.', `file://${project.root}`), project.root)).toBe(
      shown,
    );
  });

  it('keeps all lines of a message, also without a position', () => {
    const log =
      'PrismaClientKnownRequestError: Invalid `find()` invocation:\n\n  The table is missing\n    at x (node:vm:1:1)\n';
    expect(failureIn(log, project.root)).toBe(
      'error PrismaClientKnownRequestError: Invalid `find()` invocation:\n  The table is missing',
    );
  });

  it('shows the last lines when it finds no error, and no credential', () => {
    expect(failureIn('error: DATABASE_URL is missing\n', project.root)).toBe(
      'error: DATABASE_URL is missing',
    );
    expect(failureIn('Error: no way to postgresql://ada:hunter2@h/d\n', project.root)).not.toContain(
      'hunter2',
    );
  });
});

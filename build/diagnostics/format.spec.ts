import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TemporaryProject } from '../test-kit/composer/project';
import { formatDiagnostic } from './format';

let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject();
});
afterEach(() => project.dispose());

describe('formatDiagnostic', () => {
  it('shows place, code, message, the lines around, the other place and the fix', () => {
    project.write('b.prisma', 'model B {\n}\n\nmodel User {\n}\n').write('a.prisma', 'enum User {\n}\n');
    const text = formatDiagnostic(
      {
        severity: 'error',
        code: 'DUPLICATE_NAME',
        message: 'It is there twice.',
        file: 'b.prisma',
        line: 4,
        column: 7,
        endLine: 4,
        endColumn: 11,
        hint: 'rename one',
        related: [{ file: 'a.prisma', line: 1, column: 6, message: 'here too' }],
      },
      { root: project.root, color: false },
    );
    expect(text).toBe(`b.prisma:4:7: error DUPLICATE_NAME: It is there twice.
  3 |
> 4 | model User {
    |       ^^^^
  5 | }
  a.prisma:1:6: here too
> 1 | enum User {
    |      ^
  2 | }
  fix: rename one`);
  });

  it('needs neither a file nor a place, and survives a file that was deleted', () => {
    const options = { root: project.root, color: false };
    const bare = { severity: 'warning', code: 'W', message: 'M.' } as const;
    expect(formatDiagnostic(bare, options)).toBe('warning W: M.');
    expect(formatDiagnostic({ ...bare, file: 'f' }, options)).toBe('f: warning W: M.');
    expect(formatDiagnostic({ ...bare, file: 'f', line: 2 }, options)).toBe('f:2:1: warning W: M.');
  });

  it('hides what may be a credential in the code frame, and keeps the lines', () => {
    const schema = [
      'datasource db {',
      '  provider = "postgresql"',
      '  url = "postgresql://u:secret1@h/d"',
      '  directUrl = "secret2"',
      '}',
      'url = "mysql://u:secret3@h/d?password=secret4"',
    ].join('\n');
    project.write('a.prisma', schema);
    for (const line of [1, 2, 3, 4, 5, 6]) {
      const diagnostic = {
        severity: 'error',
        code: 'X',
        message: 'redis://:secret5@h',
        file: 'a.prisma',
        line,
      } as const;
      const text = formatDiagnostic(diagnostic, { root: project.root, color: false });
      expect(text).not.toContain('secret');
      expect(text).toContain(`> ${line} | ${schema.split('\n')[line - 1]?.split('"')[0]}`);
    }
  });

  it('shows no character that would control a terminal, and counts lines as Prisma does', () => {
    const start = String.fromCharCode(27);
    project.write('a.prisma', `// \u2028 \u0085\nmodel A\u202E { ${start}[2J\n}\n`);
    const text = formatDiagnostic(
      { severity: 'error', code: 'X', message: `${start}[31m`, file: 'a.prisma', line: 2, column: 1 },
      { root: project.root, color: false },
    );
    for (const odd of [start, '\u202E', '\u2028', '\u0085']) expect(text).not.toContain(odd);
    expect(text).toContain('> 2 | model A\uFFFD { \uFFFD[2J');
  });

  it('colours only when asked', () => {
    project.write('a.prisma', 'model A {\n}\n');
    const diagnostic = {
      severity: 'error',
      code: 'X',
      message: 'M',
      file: 'a.prisma',
      line: 1,
      column: 1,
    } as const;
    const colour = String.fromCharCode(27);
    expect(formatDiagnostic(diagnostic, { root: project.root, color: true })).toContain(colour);
    expect(formatDiagnostic(diagnostic, { root: project.root, color: false })).not.toContain(colour);
  });
});

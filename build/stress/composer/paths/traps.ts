import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { model, type TemporaryProject } from '../../../test-kit/composer/project';

/** Something in a project that can mislead a program. */
export interface Trap {
  name: string;
  /** The code of the diagnostic that reports it; `ignored` when `prismosaic list` shows the reason. */
  expected: string;
  set(project: TemporaryProject, outside: TemporaryProject): void;
}

const schema = 'src/components/odd/prisma/schema.prisma';

/** Links, and things that are not files, where a schema must be. */
const misplaced: Trap[] = [
  trap('a schema that is a link out of the project', 'SCHEMA_OUTSIDE_PROJECT', (project, outside) =>
    link(project, schema, outside.path('secret.prisma')),
  ),
  trap('a folder above it that is a link out', 'SCHEMA_OUTSIDE_PROJECT', (project, outside) =>
    link(project, 'src/components/odd/prisma', outside.path('src/components/secret/prisma')),
  ),
  trap('a component that is a link out', 'SCHEMA_OUTSIDE_PROJECT', (project, outside) =>
    link(project, 'src/components/odd', outside.path('src/components/secret')),
  ),
  trap('a relative link out', 'SCHEMA_OUTSIDE_PROJECT', (project, outside) =>
    link(project, schema, path.relative(path.dirname(project.path(schema)), outside.path('secret.prisma'))),
  ),
  trap('a chain of links out', 'SCHEMA_OUTSIDE_PROJECT', (project, outside) => {
    link(project, 'src/hop', outside.root);
    link(project, schema, project.path('src/hop/secret.prisma'));
  }),
  trap('a link that is its own target', 'SCHEMA_UNREADABLE', (project) =>
    link(project, schema, 'schema.prisma'),
  ),
  trap('two links in a loop', 'SCHEMA_UNREADABLE', (project) => {
    link(project, schema, './other');
    link(project, path.join(path.dirname(schema), 'other'), './schema.prisma');
  }),
  trap('a component that contains itself', 'ignored', (project) =>
    link(project, 'src/components/odd/prisma', '..'),
  ),
  trap(
    'a folder',
    'SCHEMA_NOT_A_FILE',
    (project) => void fs.mkdirSync(project.path(schema), { recursive: true }),
  ),
  trap('a pipe', 'SCHEMA_NOT_A_FILE', (project) => {
    execFileSync('mkfifo', [placeFor(project, schema)]);
  }),
  trap('a link to a device', 'SCHEMA_OUTSIDE_PROJECT', (project) => link(project, schema, '/dev/zero')),
  trap('a socket', 'SCHEMA_NOT_A_FILE', (project) => {
    const script = `require('net').createServer().listen(${JSON.stringify(placeFor(project, schema))}, () => process.kill(process.pid, 'SIGKILL'))`;
    try {
      execFileSync(process.execPath, ['-e', script], { stdio: 'ignore' });
    } catch {
      // Killed, so that the socket stays.
    }
  }),
];

/** Names that are reserved, clash, or are invalid on some systems. */
const names: Trap[] = [
  ...['main', 'MAIN', 'con', 'aux', 'NUL', 'nul.txt', 'com1', 'lpt¹'].map((name) =>
    called('RESERVED_COMPONENT_NAME', name),
  ),
  ...[
    'dot.',
    'space ',
    ' space',
    'new\nline',
    'bell\u0007',
    'a:b',
    'a\\b',
    'a*',
    'a?b',
    'a"b',
    'x\u202Ey',
    'zero\u200Bwidth',
  ]
    .concat(['up\\..\\..', `long${'x'.repeat(220)}`])
    .map((name) => called('INVALID_COMPONENT_NAME', name)),
  called('ignored', '.hidden'),
  called('ignored', '..\\..\\up'),
  called('ignored', 'node_modules'),
  ...[
    ['shop', 'Shop'],
    ['caf\u00e9', 'cafe\u0301'],
    ['\u00c9t\u00e9', 'e\u0301te\u0301'],
    ['straße', 'STRASSE'],
    ['ﬁsh', 'fish'],
  ].map((pair) => called('COMPONENT_NAME_CLASH', ...pair)),
];

/** Links where outputs must be written. */
const outputs: Trap[] = [
  ...['prisma', 'src/database'].map((folder) =>
    trap(`an output’s folder that is a link out (${folder})`, 'OUTPUT_OUTSIDE_PROJECT', (project, outside) =>
      link(project, folder, outside.root),
    ),
  ),
  ...['prisma/schema', 'src/database/client', 'src/components/registry.generated.ts'].map((output) =>
    trap(`an output that is a link out (${output})`, 'OUTPUT_TAKEN', (project, outside) =>
      link(project, output, output.endsWith('.ts') ? outside.path('file') : outside.root),
    ),
  ),
  ...['.prismosaic', '.prismosaic/locks', '.prismosaic/staging'].map((folder) =>
    trap(
      `the composer’s own folder that is a link out (${folder})`,
      'OUTPUT_OUTSIDE_PROJECT',
      (project, outside) => link(project, folder, outside.root),
    ),
  ),
  trap('a lock that is a link out', 'OUTPUT_NOT_WRITABLE', (project, outside) =>
    link(project, '.prismosaic/locks/compose.lock', outside.path('file')),
  ),
];

/** Patterns in the configuration that lead out of the project. */
const patterns: Trap[] = [
  '../*/secret.prisma',
  '/tmp/*/secret.prisma',
  'src/../../x/*.prisma',
  '-x/../../*.prisma',
].map((pattern) =>
  trap(`the pattern ${pattern}`, 'CONFIG_VALUE', (project) => {
    const text = `export default { databases: { default: { schemas: [${JSON.stringify(pattern)}] } } };\n`;
    project.write('prismosaic.config.ts', text);
  }),
);

/** All of them. */
export const traps: readonly Trap[] = [...misplaced, ...names, ...outputs, ...patterns];

function trap(name: string, expected: string, set: Trap['set']): Trap {
  return { name, expected, set };
}

function called(expected: string, ...components: string[]): Trap {
  return trap(
    `called ${components.map((name) => JSON.stringify(name)).join(' and ')}`,
    expected,
    (project) => {
      for (const [index, name] of components.entries()) project.schema(name, model(`M${index}`));
    },
  );
}

function link(project: TemporaryProject, at: string, target: string): void {
  fs.symlinkSync(target, placeFor(project, at));
}

function placeFor(project: TemporaryProject, at: string): string {
  fs.mkdirSync(path.dirname(project.path(at)), { recursive: true });
  return project.path(at);
}

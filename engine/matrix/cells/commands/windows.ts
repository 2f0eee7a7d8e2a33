import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { engineStart } from '../../../host/engine-start';
import { announceEngine, chooseEngine, wasmEngine } from '../../../host/select-engine';
import { type Cell, expectResult } from '../../cell';

export const cells: Cell[] = [
  {
    command: 'Windows',
    situation: "-v, dev, status and diff, as Prisma's command line runs them there",
    anyServer: true,
    async run(bench) {
      const project = bench.project('model User {\n  id Int @id\n}\n');
      // Only once the configuration is loaded: the paths here are not those of Windows.
      const pretend = `Object.defineProperty(process, 'platform', { value: 'win32' });`;
      const config = project.read('prisma.config.ts');
      project.write('prisma.config.ts', config.replace('export default', `${pretend}\nexport default`));
      expectResult(
        await project.prisma(['-v']),
        0,
        /Operating System +: win32/,
        /schema-engine-cli [0-9a-f]{40}/,
      );
      expectResult(await project.prisma(['migrate', 'dev', '--name', 'one']), 0, 'now in sync');
      assert.deepEqual(await bench.tables(), ['public.User']);
      expectResult(await project.prisma(['migrate', 'status']), 0, 'up to date');
      const diff = ['migrate', 'diff', '--from-migrations', 'prisma/migrations', '--to-config-datasource'];
      expectResult(await project.prisma([...diff, '--exit-code']), 0);
    },
  },
  {
    command: 'Windows',
    situation: 'cross-spawn starts Node with the engine, which is recognized',
    anyServer: true,
    async run(bench) {
      const project = bench.project('');
      project.write('programs/node.EXE', '');
      for (const endings of [undefined, '.COM;.EXE;.BAT;.CMD', '.COM;.EXE;.VBS;.JS;.WSF']) {
        const environment = { ...process.env, PATH: path.join(project.folder, 'programs'), PATHEXT: endings };
        announceEngine(chooseEngine({}, project.folder), environment, 'win32');
        const program = `Object.defineProperty(process, 'platform', { value: 'win32' });
          const { command, args } = require('cross-spawn')._parse(${JSON.stringify(wasmEngine)}, ['cli', 'x y'], {});
          console.log(JSON.stringify([command, args]));`;
        // Resolved from a package that depends on it, as Prisma does.
        const cwd = path.dirname(require.resolve('webpack-cli/package.json'));
        const { stdout } = spawnSync(process.execPath, ['-e', program], {
          cwd,
          env: environment,
          encoding: 'utf8',
        });
        const [called, args]: [string, string[]] = JSON.parse(stdout);
        assert.deepEqual([called, args], ['node', [wasmEngine, 'cli', 'x y']]);
        assert.deepEqual(engineStart(wasmEngine, called, [args])?.args, [wasmEngine, 'cli', 'x y']);
      }
    },
  },
];

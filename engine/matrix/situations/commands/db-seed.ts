import type { Situation } from '../situation';

const run = 'db seed';
const seeded = (command: string) => `migrations: { path: 'prisma/migrations', seed: '${command}' }`;
const WRITES = "require('node:fs').writeFileSync('sown', process.argv.slice(2).join(' ') || 'nothing');";

export const situations: Situation[] = [
  {
    situation: 'none is configured: reports how',
    run,
    shows: ['No seed command configured', 'seed property'],
  },
  {
    situation: 'the property of package.json from before Prisma 7 is not read',
    files: { 'package.json': '{"prisma":{"seed":"node seed.js"}}', 'seed.js': WRITES },
    run,
    wrote: { sown: null },
  },
  {
    situation: 'a script',
    config: seeded('node seed.js'),
    files: { 'seed.js': WRITES },
    run,
    shows: ['node seed.js', 'seed command has been executed'],
    wrote: { sown: 'nothing' },
  },
  {
    situation: 'arguments after --',
    config: seeded('node seed.js'),
    files: { 'seed.js': WRITES },
    run: 'db seed -- --few 3',
    wrote: { sown: '--few 3' },
  },
  {
    situation: 'arguments without --',
    config: seeded('node seed.js'),
    files: { 'seed.js': WRITES },
    run: 'db seed --few',
    status: 1,
    shows: ['--few'],
    wrote: { sown: null },
  },
  {
    situation: 'a script that fails: status 1 and its output',
    config: seeded('node seed.js'),
    files: { 'seed.js': "throw new Error('no seeds left');" },
    run,
    status: 1,
    shows: ['no seeds left', 'error occurred while running the seed command'],
  },
  {
    situation: 'a script that does not exist',
    config: seeded('node nowhere.js'),
    run,
    status: 1,
    shows: ['nowhere.js'],
  },
  {
    situation: 'a shell script',
    config: seeded('sh seed.sh'),
    files: { 'seed.sh': 'echo by-the-shell > sown\n' },
    run,
    wrote: { sown: 'by-the-shell' },
  },
  { situation: 'help', run: 'db seed --help', shows: ['Usage', 'seed'] },
];

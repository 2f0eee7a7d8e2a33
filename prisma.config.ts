import { createRequire } from 'node:module';
import type * as Room from './build/prisma-config';

// Prisma would compile all that is imported here anew at each command; ours is compiled once and kept.
const load = createRequire(__filename);
load('./build/load-typescript');
const { prismaConfig }: typeof Room = load('./build/prisma-config/index.ts');

export default () => prismaConfig({ root: __dirname, seed: 'node build/cli/prismosaic.js seed' });

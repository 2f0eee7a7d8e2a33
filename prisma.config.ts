import { createRequire } from 'node:module';
import type * as Room from './build/prisma-config';

// Prisma would compile every import of this file at each command. This loader compiles once and keeps the result.
const load = createRequire(__filename);
load('./build/load-typescript');
const { prismaConfig }: typeof Room = load('./build/prisma-config/index.ts');

export default () => prismaConfig({ root: __dirname, seed: 'node build/cli/prismosaic.js seed' });

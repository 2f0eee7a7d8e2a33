import { prismaConfig } from 'prismosaic/prisma';

export default () => prismaConfig({ seed: 'npx prismosaic seed' });

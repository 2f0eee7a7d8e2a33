import type { Edit } from '../step';

/** The configuration of Prisma's command line. */
export const addPrismaConfig: Edit = (tree, { prismaConfigFile: file, prismaConfig }) => {
  if (tree.read(file)?.includes('prismosaic/prisma')) return undefined;
  const text = configText(prismaConfig?.seed);
  if (prismaConfig?.more) {
    return {
      what: `${file} has settings that only you can move. Let it export this, with your own settings added:`,
      code: text,
    };
  }
  tree.write(file, text);
  return undefined;
};

function configText(seed: string | undefined): string {
  const options = seed === undefined ? '' : `{ seed: ${JSON.stringify(seed)} }`;
  return `import { prismaConfig } from 'prismosaic/prisma';

export default () => prismaConfig(${options});
`;
}

import { Code, childOf, listOf, type Node, nodesOf } from '../../ground/code';
import type { Edit } from '../step';

const line = `import { databaseTarget, postgresAdapter } from '@prismosaic/nestjs';`;

/**
 * Lets an existing service connect by the adapter that knows the schema in the URL: Prisma's own does not read it, so that
 * tests would use `public`.
 */
export const useAdapter: Edit = (tree, { prismaService: file }) => {
  const text = file === undefined ? undefined : tree.read(file);
  if (file === undefined || text === undefined || text.includes('@prismosaic/nestjs')) return undefined;
  const code = Code.parse(text);
  const adapters = nodesOf(code?.tree, 'NewExpression').filter(
    (one) => childOf(one, 'callee')?.name === 'PrismaPg',
  );
  const [adapter] = adapters;
  const variable = adapter === undefined ? undefined : variableOf(adapter, text);
  if (code === undefined || adapter === undefined || adapters.length > 1 || variable === undefined) {
    const target = `databaseTarget(process.env.DATABASE_URL, 'DATABASE_URL')`;
    return {
      what: `Let ${file} connect by the adapter that knows the schema in the URL, so that tests run in their own:`,
      code: `${line}\n\nsuper({ adapter: postgresAdapter(${target}) });`,
    };
  }
  code.replace(adapter, `postgresAdapter(databaseTarget(process.env.${variable}, '${variable}'))`);
  code.addImports([line]);
  code.removeImport('@prisma/adapter-pg', 'PrismaPg');
  tree.write(file, code.toString());
  return undefined;
};

/** The environment variable of `new PrismaPg({ connectionString: process.env.X })`; undefined for anything else. */
function variableOf(adapter: Node, text: string): string | undefined {
  const [options, ...more] = listOf(adapter, 'arguments');
  if (options === undefined || more.length > 0) return undefined;
  const code = text.slice(options.start, options.end).replace(/\s+/g, ' ');
  const [, variable] =
    /^\{ connectionString: process\.env\.([A-Z_][A-Z0-9_]*)(?:!| as string| \?\? '')?,? \}$/.exec(code) ?? [];
  return variable;
}

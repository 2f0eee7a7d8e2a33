import { Code, childOf, listOf, type Node, nodesOf, propertyOf } from '../../ground/code';
import type { Edit, LeftStep } from '../step';

const file = 'src/app.module.ts';

/** Imports the database and the components into the application's module. */
export const importDatabase: Edit = (tree, { ending, prismaService }) => {
  const text = tree.read(file);
  if (text?.includes('@prismosaic/nestjs') || prismaService !== undefined) return undefined;
  const imports = [
    `import { DatabaseModule } from '@prismosaic/nestjs';`,
    `import { components } from './components/registry.generated${ending}';`,
    `import { PrismaService } from './database/prisma.service${ending}';`,
  ];
  const entries = [
    'DatabaseModule.forRoot({ client: PrismaService })',
    '...components.map(({ module }) => module)',
  ];
  const left: LeftStep = {
    what: `Import the database and the components into the module of your application (${text === undefined ? `there is no ${file}` : file}):`,
    code: `${imports.join('\n')}\n\n@Module({ imports: [${entries.join(', ')}] })`,
  };
  const code = text === undefined ? undefined : Code.parse(text);
  const options = code === undefined ? undefined : optionsOf(code.tree);
  if (code === undefined || options === undefined) return left;
  const list = propertyOf(options, 'imports');
  const value = list === undefined ? undefined : childOf(list, 'value');
  if (list === undefined) code.prepend(options, [`imports: [${entries.join(', ')}]`]);
  else if (value?.type === 'ArrayExpression') code.append(value, entries);
  else return left;
  code.addImports(imports);
  tree.write(file, code.toString());
  return undefined;
};

/** The options of the one module in the file. */
function optionsOf(tree: Node): Node | undefined {
  const modules = nodesOf(tree, 'Decorator')
    .map((decorator) => childOf(decorator, 'expression'))
    .filter((call) => call !== undefined && childOf(call, 'callee')?.name === 'Module');
  const [call] = modules;
  if (modules.length !== 1 || call === undefined) return undefined;
  const [options] = listOf(call, 'arguments');
  return options?.type === 'ObjectExpression' ? options : undefined;
}

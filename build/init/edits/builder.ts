import { Code, childOf, nodesOf } from '../../ground/code';
import type { StagedTree } from '../staged-tree';
import type { Edit } from '../step';
import { readJson, setJson } from './manifest';

const configurations = ['webpack', 'rspack'].flatMap((bundler) =>
  ['js', 'cjs', 'mjs', 'ts'].map((extension) => `${bundler}.config.${extension}`),
);

/** Composes before the application is built: by the plugin of a bundler, otherwise by a script before the build. */
export const composeBeforeBuild: Edit = (tree, application) => {
  const file = configurations.find((name) => tree.has(name));
  if (file !== undefined) return addPlugin(file)(tree, application);
  const bundler = bundlerOf(readJson(tree, 'nest-cli.json'));
  if (bundler === undefined) return composeByScript(tree);
  tree.write(`${bundler}.config.js`, configOf(application.esm));
  return undefined;
};

/** The bundler of Nest's command line; undefined when it builds with tsc or swc. */
function bundlerOf(nest: Record<string, unknown> | undefined): 'webpack' | 'rspack' | undefined {
  const options = nest?.compilerOptions;
  if (typeof options !== 'object' || options === null) return undefined;
  const { webpack, builder }: { webpack?: unknown; builder?: unknown } = options;
  const named = typeof builder === 'object' && builder !== null && 'type' in builder ? builder.type : builder;
  if (named === 'rspack') return 'rspack';
  return webpack === true || named === 'webpack' ? 'webpack' : undefined;
}

/** Nest passes its own settings to a function. */
function configOf(esm: boolean): string {
  const load = esm
    ? `import { DatabaseSchemaPlugin } from 'prismosaic/webpack';`
    : `const { DatabaseSchemaPlugin } = require('prismosaic/webpack');`;
  return `${load}

${esm ? 'export default' : 'module.exports ='} (options) => ({
  ...options,
  plugins: [...(options.plugins ?? []), new DatabaseSchemaPlugin()],
});
`;
}

/** npm runs \`prebuild\` before \`build\`. A script of the user's is never touched. */
function composeByScript(tree: StagedTree) {
  const scripts = readJson(tree, 'package.json')?.scripts;
  const prebuild =
    typeof scripts === 'object' && scripts !== null && 'prebuild' in scripts ? scripts.prebuild : undefined;
  if (prebuild === undefined) setJson(tree, 'package.json', ['scripts', 'prebuild'], 'prismosaic compose');
  if (prebuild === undefined || String(prebuild).includes('prismosaic compose')) return undefined;
  return {
    what: 'Compose before the build, in the scripts of package.json:',
    code: `"prebuild": "prismosaic compose && ${prebuild}"`,
  };
}

function addPlugin(file: string): Edit {
  return (tree) => {
    const text = tree.read(file) ?? '';
    if (text.includes('prismosaic/webpack')) return undefined;
    const isEsm = /^\s*(?:import|export)\b/m.test(text);
    const line = isEsm
      ? `import { DatabaseSchemaPlugin } from 'prismosaic/webpack';`
      : `const { DatabaseSchemaPlugin } = require('prismosaic/webpack');`;
    const left = {
      what: `Add the plugin to ${file}:`,
      code: `${line}\n\nplugins: [new DatabaseSchemaPlugin()],`,
    };
    const code = Code.parse(text);
    const lists = nodesOf(code?.tree, 'ObjectProperty')
      .filter((one) => childOf(one, 'key')?.name === 'plugins')
      .flatMap((one) => childOf(one, 'value') ?? []);
    const [list] = lists;
    if (code === undefined || lists.length !== 1 || list?.type !== 'ArrayExpression') return left;
    code.append(list, ['new DatabaseSchemaPlugin()']);
    code.addImports([line]);
    tree.write(file, code.toString());
    return undefined;
  };
}

/** A configuration in the root would move the compiled files to \`dist/src\`. */
export const keepOutputFolder: Edit = (tree) => {
  const file = 'tsconfig.build.json';
  const settings = readJson(tree, file);
  if (settings === undefined || Array.isArray(settings.include)) return undefined;
  const exclude = Array.isArray(settings.exclude) ? settings.exclude : [];
  const missing = ['prisma.config.ts', 'prismosaic.config.ts'].filter((name) => !exclude.includes(name));
  if (missing.length > 0) setJson(tree, file, ['exclude'], [...exclude, ...missing]);
  return undefined;
};

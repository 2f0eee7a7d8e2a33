import { createRequire } from 'node:module';
import type { SqlDriverAdapter, SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils';

const runtime = '@prisma/client/runtime/client';
/** Prisma's query compiler, without the WebAssembly itself. */
const compiler = /^@prisma\/client\/runtime\/(query_compiler_\w+)\.postgresql\.js$/;
/** The parameters of a schema without models, as Prisma's client packs them. */
const noParameters = { strings: [], graph: 'AAAAAAAAAAA' };

/** V8 shares compiled code between all modules with the same bytes, as long as one of them exists. */
const kept: WebAssembly.Module[] = [];

/**
 * Connects a client of the schema without a database, in copies of Prisma's modules that are discarded. Only the
 * machine code of the query compiler stays: with many models, compiling it takes most of the server's start. Resolves
 * with false when the packages have no query compiler. Throws what Prisma throws.
 */
export async function rehearse(
  bundle: string,
  packages: readonly string[],
  schema: string,
): Promise<boolean> {
  const [name, base] = packages.flatMap((one) => compiler.exec(one) ?? []);
  if (name === undefined || base === undefined || !packages.includes(runtime)) return false;
  const load = createRequire(bundle);
  const queryCompiler = loadCopy(load, name);
  const { wasm } = load(name.replace(/\.js$/, '.wasm-base64.js'));
  const module = await WebAssembly.compile(Buffer.from(wasm, 'base64'));
  kept.push(module);
  const Client = loadCopy(load, runtime).getPrismaClient({
    previewFeatures: [],
    clientVersion: '',
    engineVersion: '',
    activeProvider: 'postgresql',
    inlineSchema: schema,
    runtimeDataModel: { models: {}, enums: {}, types: {} },
    parameterizationSchema: noParameters,
    compilerWasm: {
      getRuntime: async () => queryCompiler,
      getQueryCompilerWasmModule: async () => module,
      importName: `./${base}.js`,
    },
  });
  const client = new Client({ adapter: nowhere });
  await client.$connect();
  await client.$disconnect();
  return true;
}

/** Loads another copy of a module. The module that is in the cache stays there. */
function loadCopy(load: NodeJS.Require, name: string) {
  const id = load.resolve(name);
  const others = load.cache[id];
  delete load.cache[id];
  try {
    return load(name);
  } finally {
    delete load.cache[id];
    if (others !== undefined) load.cache[id] = others;
  }
}

const refuse = async (): Promise<never> => {
  throw new Error('This is a rehearsal: there is no database.');
};

const nowhere: SqlDriverAdapterFactory = {
  provider: 'postgres',
  adapterName: 'rehearsal',
  connect: async (): Promise<SqlDriverAdapter> => ({
    provider: 'postgres',
    adapterName: 'rehearsal',
    getConnectionInfo: () => ({ supportsRelationJoins: true }),
    queryRaw: refuse,
    executeRaw: refuse,
    executeScript: refuse,
    startTransaction: refuse,
    dispose: async () => {},
  }),
};

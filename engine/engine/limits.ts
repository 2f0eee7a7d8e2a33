import type * as Wasm from '@prisma/schema-engine-wasm';
import { UserFacingError } from '../errors/user-facing-error';

const EXTENSIONS = /\bpreviewFeatures\s*=\s*\[[^\]]*"postgresqlExtensions"/;
const COMMENT = /\/\/[^\n]*/g;
const PROVIDER = /^[ \t]*datasource\s+\w+\s*\{[^}]*?\bprovider\s*=\s*"([^"\n]*)"/m;
const POSTGRESQL = ['postgresql', 'postgres'];

type Files = readonly (readonly [path: string, text: string])[];

/**
 * Throws for a schema of another database system: the engine panics over it, or treats the PostgreSQL at the address by
 * it, as `migrate reset` does.
 * @param parameters of a request, with the schemas that it brings along.
 * @throws UserFacingError with the place and what to write.
 */
export function refuseOtherProviders(schema: Files, parameters: object | undefined): void {
  for (const [file, content] of [...schema, ...filesOf(parameters)]) {
    const text = content.replace(COMMENT, '');
    const found = PROVIDER.exec(text);
    if (found === null || POSTGRESQL.includes(found[1] ?? '')) continue;
    const line = text.slice(0, found.index + found[0].length).split('\n').length;
    throw new UserFacingError(
      undefined,
      `${file}:${line}: \`provider = "${found[1]}"\`, but the WebAssembly schema engine in use here works with PostgreSQL only. ` +
        'Write `provider = "postgresql"`, or set PRISMA_SCHEMA_ENGINE_BINARY to a native engine.',
    );
  }
}

function filesOf(parameters: object | undefined): Files {
  const { schema, from, to }: Partial<{ schema: Wasm.SchemasContainer } & Wasm.DiffParams> = parameters ?? {};
  const brought = [schema, from, to].flatMap((side) => (side && 'files' in side ? side.files : []));
  return brought.map(({ path, content }) => [path, content]);
}

/**
 * Throws for a schema that this engine would misread, and so might undo what is in the database.
 * @throws UserFacingError P3007 that says what to do instead.
 */
export function refuseUnsupported(schema: Files): void {
  const file = schema.find(([, text]) => EXTENSIONS.test(text.replace(COMMENT, '')));
  if (file === undefined) return;
  throw new UserFacingError(
    'P3007',
    'Some of the requested preview features are not yet allowed in Prisma Migrate. Please remove them from your data ' +
      'model before using migrations. (blocked: `postgresqlExtensions`)\n\n' +
      `The preview feature \`postgresqlExtensions\` (${file[0]}) needs Prisma's native schema engine; the WebAssembly ` +
      'engine in use here can not manage extensions. Remove the feature and `extensions = […]`, and write ' +
      '`CREATE EXTENSION IF NOT EXISTS …` into a migration (npx prisma migrate dev --create-only), or set ' +
      'PRISMA_SCHEMA_ENGINE_BINARY to a native engine.',
  );
}

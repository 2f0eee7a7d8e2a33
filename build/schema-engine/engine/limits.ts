import { UserFacingError } from '../errors/user-facing-error';

const EXTENSIONS = /\bpreviewFeatures\s*=\s*\[[^\]]*"postgresqlExtensions"/;
const COMMENT = /\/\/[^\n]*/g;

/**
 * Throws for a schema that this engine would misread, and so might undo what is in the database.
 * @throws UserFacingError P3007 that says what to do instead.
 */
export function refuseUnsupported(schema: readonly (readonly [path: string, text: string])[]): void {
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

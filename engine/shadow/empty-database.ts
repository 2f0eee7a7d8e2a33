import { type Client, escapeIdentifier } from 'pg';
import type { ConnectionTarget } from '../connection/connection-url';
import { messageOf, UserFacingError } from '../errors/user-facing-error';
import { databaseFacts, type ForeignObject, type SchemaFacts } from './database-facts';

/** How many of the objects that are in the way are listed. */
const NAMED = 5;

/**
 * Empties a database as far as its role's privileges allow, in one transaction. Extensions and schemas of other roles
 * stay where they are not in the way: hosted databases come with them.
 * @throws UserFacingError P3016 that names what is in the way, its owner, and what to do. Nothing was done then.
 */
export async function emptyDatabase(client: Client, { database, schema }: ConnectionTarget): Promise<void> {
  const { role, mayCreate, schemas, objects, foreign } = await databaseFacts(client);
  const whole = schemas.filter(
    ({ name, own, keeps }) => own && !keeps && (mayCreate || !['public', schema].includes(name)),
  );
  const dropped = new Set(whole.map(({ name }) => name));
  const place = `the shadow database \`${database}\``;
  const kept = dropped.has(schema) ? undefined : schemas.find(({ name }) => name === schema);
  if (kept !== undefined)
    refuseWhatStays(
      kept,
      role,
      foreign.filter((object) => object.schema === schema),
      place,
    );
  else if (!mayCreate)
    throw refused(place, `\`${role}\` may not create a schema in it`, grantDatabase(database, role));
  const made = [...new Set([...(dropped.has('public') ? ['public'] : []), ...(kept ? [] : [schema])])];
  try {
    await client.query(
      [
        ...whole.map(({ name }) => `DROP SCHEMA ${escapeIdentifier(name)} CASCADE`),
        ...objects.filter((object) => !dropped.has(object.schema)).map(({ drop }) => drop),
        ...made.map((name) => `CREATE SCHEMA ${escapeIdentifier(name)}`),
      ].join(';\n'),
    );
  } catch (error) {
    throw refused(
      place,
      `PostgreSQL says: ${messageOf(error)}`,
      'Configure a separate database that the role owns.',
    );
  }
}

function refuseWhatStays(
  { name, owner, mayCreate }: SchemaFacts,
  role: string,
  foreign: ForeignObject[],
  place: string,
): void {
  const schema = escapeIdentifier(name);
  if (foreign.length > 0) {
    const listed = foreign.slice(0, NAMED).map(({ description, owner }) => `${description} of \`${owner}\``);
    const more = foreign.length > NAMED ? ` and ${foreign.length - NAMED} more` : '';
    const what = `\`${role}\` may not drop ${listed.join(', ')}${more}`;
    throw refused(
      place,
      what,
      'Ask the owner to drop it, or to move it to another schema than the one that Prisma works in.',
    );
  }
  if (mayCreate) return;
  const what = `\`${role}\` may not create anything in the schema \`${name}\` of \`${owner}\``;
  throw refused(place, what, `As \`${owner}\`: GRANT ALL ON SCHEMA ${schema} TO ${escapeIdentifier(role)}`);
}

function grantDatabase(database: string, role: string): string {
  return `As its owner: GRANT CREATE ON DATABASE ${escapeIdentifier(database)} TO ${escapeIdentifier(role)}`;
}

function refused(place: string, what: string, fix: string): UserFacingError {
  return new UserFacingError(
    'P3016',
    `The fallback method for database resets failed, meaning Migrate could not clean up ${place} entirely: ${what}. ` +
      `Nothing was done. ${fix}`,
  );
}

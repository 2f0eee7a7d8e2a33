import { escapeIdentifier } from 'pg';
import { databaseFailure } from '../errors/database-failure';
import { messageOf, UserFacingError } from '../errors/user-facing-error';
import { openConnection } from './connection';
import { type ConnectionTarget, parseConnectionUrl } from './connection-url';

/** Databases to connect to for creating another one; the last is the one that a known hosting provider offers. */
const ENTRANCES = ['postgres', 'template1', 'defaultdb'];

/** @throws UserFacingError with Prisma's code when the database can't be reached. */
export async function checkConnection(url: string): Promise<void> {
  const client = await openConnection(parseConnectionUrl(url));
  await client.end();
}

/**
 * Creates the database that the URL names, and its Postgres schema.
 * @returns the name of the database.
 * @throws UserFacingError P1009 when it exists, P3000 when it can't be created.
 */
export async function createDatabase(url: string): Promise<string> {
  const target = parseConnectionUrl(url);
  const { database, host, port, schema } = target;
  const client = await openEntrance(target);
  try {
    await client.query(`CREATE DATABASE ${escapeIdentifier(database)}`);
  } catch (error) {
    // Two commands at once may both find it missing and create it; the second gets this error (23505 when very
    // close).
    const { code } = databaseFailure(error);
    if (code === '42P04' || code === '23505') {
      throw new UserFacingError(
        'P1009',
        `Database \`${database}\` already exists on the database server at \`${host}:${port}\``,
      );
    }
    throw new UserFacingError('P3000', `Failed to create database: ${messageOf(error)}`);
  } finally {
    await client.end().catch(() => undefined);
  }
  const created = await openConnection(target);
  await created.query(`CREATE SCHEMA IF NOT EXISTS ${escapeIdentifier(schema)}`).finally(() => created.end());
  return database;
}

async function openEntrance(target: ConnectionTarget) {
  for (const database of ENTRANCES) {
    try {
      return await openConnection({ ...target, database });
    } catch (error) {
      const code = error instanceof UserFacingError ? error.code : undefined;
      if (code !== 'P1003' && code !== 'P1010') throw error;
    }
  }
  throw new UserFacingError(
    'P3000',
    'Failed to create database: Prisma could not connect to a default database (`postgres` or `template1`), it cannot create the specified database.',
  );
}

import type { Client, Connection } from 'pg';
import { statementsOf } from '../sql';

/** A source of numbers from 0 up to 1, the same ones for the same seed. */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** What a script is made of: whole things, and edges of things that mean another one when they meet. */
const PIECES = [
  ...["'a'", "'it''s'", "E'\\''", "E'a\\\\'", "U&'\\0041'", "b'01'", "x'ff'", "'\\'", "n'x'"],
  ...['$$;$$', '$ä$ a;b $ä$', '$a$;$b$;$a$', '$_1$ $$ ; $_1$', 'a$$', '1$$', '$1', '$'],
  ...['"a;b"', '"a""b"', 'U&"d\\0061t"', '"it\'s"', 'end', 'begin', 'case', 'atomic', 'e', 'x'],
  ...[
    '/* ; */',
    '/* a /* ; */ ; */',
    '/*/ ; */',
    '/**/',
    '-- ;\n',
    '-- a\r',
    '/*',
    '*/',
    '--',
    "'",
    '"',
    '\\',
  ],
  ...[
    ';',
    ';',
    ';',
    ' ',
    ' ',
    '\n',
    '\r\n',
    '\t',
    '(',
    ')',
    ',',
    '+',
    '1',
    '1.5e3',
    ' AS ',
    '||',
    '*',
    '/',
    '-',
  ],
];
const STATEMENTS = [
  "SELECT 'a' || ",
  'SELECT 1 AS a',
  'SELECT 1 AS ',
  'SELECT 1 ',
  "SELECT 'a' ",
  "SELECT E'a\\'' ",
  'SELECT (SELECT 1) ',
  'CREATE FUNCTION pg_temp.f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2 ',
  'CREATE OR REPLACE PROCEDURE pg_temp.p() BEGIN ATOMIC ; ',
  'CREATE FUNCTION pg_temp.f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; END; SELECT ',
  'DO $$ BEGIN PERFORM 1; END $$',
];

/** A script that PostgreSQL accepts often enough to be useful. */
export function randomScript(random: () => number): string {
  const any = (from: string[]) => from[Math.floor(random() * from.length)] ?? '';
  const some = (most: number, make: () => string) =>
    Array.from({ length: Math.floor(random() * most) }, make).join(random() < 0.5 ? ' ' : '');
  const statement = () => any(STATEMENTS) + (random() < 0.5 ? '' : some(4, () => any(PIECES)));
  const ends = [';', ';\n', ';', '; END;', '; -- ;\n', '\n;;'];
  return `${Array.from({ length: 1 + Math.floor(random() * 3) }, () => statement() + any(ends)).join('')}${random() < 0.5 ? '' : some(3, () => any(PIECES))}`;
}

/** How many statements PostgreSQL ran when it got the script as one query; undefined when it refused. */
async function doneBy(client: Client, script: string): Promise<number | undefined> {
  let done = 0;
  const count = () => done++;
  // The driver's own connection is the only one to see each of them.
  const connection: Connection = Reflect.get(client, 'connection');
  connection.on('commandComplete', count);
  try {
    // In a transaction that is rolled back: a routine that one script creates does not exist for the next.
    await client.query('BEGIN');
    done = 0;
    await client.query(script);
    return done;
  } catch {
    return undefined;
  } finally {
    connection.off('commandComplete', count);
    await client.query('ROLLBACK');
  }
}

/**
 * Sends random scripts to PostgreSQL and compares how many statements it does with how many the scanner sees.
 * Returns how many of them PostgreSQL accepted. Throws for a script that it counts differently.
 */
export async function compareScripts(client: Client, scripts: number, random: () => number): Promise<number> {
  let taken = 0;
  for (let script = randomScript(random), left = scripts; left > 0; left--, script = randomScript(random)) {
    const done = await doneBy(client, script);
    if (done === undefined) continue;
    taken++;
    const seen = [...statementsOf(script)].length;
    if (seen !== done)
      throw new Error(`PostgreSQL did ${done} statements, and we see ${seen} in ${JSON.stringify(script)}`);
  }
  return taken;
}

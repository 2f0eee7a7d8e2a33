import { nameOf, type Statement, statementsOf, type Token } from '@prismosaic/schema-engine/sql';
import { Pieces } from './tokens';

/** A statement that creates an extension. */
export interface MadeExtension {
  statement: Statement;
  name: string;
  /** The schema that it is created in, when the statement names it. */
  place: { token: Token; schema: string } | undefined;
}

/** Returns the extensions that a script creates. */
export function* madeExtensions(sql: string): Generator<MadeExtension> {
  for (const statement of statementsOf(sql)) {
    const { tokens } = statement;
    const pieces = new Pieces(sql, tokens);
    if (!pieces.begins(/^create extension /)) continue;
    const at = pieces.are(2, 'if', 'not', 'exists') ? 5 : 2;
    const name = pieces.name(at);
    if (name === undefined) continue;
    const word = tokens.findIndex((_, index) => index > at && pieces.text(index) === 'schema');
    const token = word === -1 ? undefined : tokens[word + 1];
    const schema = token && nameOf(sql, token);
    yield {
      statement,
      name,
      place: token === undefined || schema === undefined ? undefined : { token, schema },
    };
  }
}

/** Returns the names of schemas in which scripts create extensions. */
export function extensionSchemas(scripts: readonly string[]): Set<string> {
  const made = scripts.flatMap((sql) => [...madeExtensions(sql)]);
  return new Set(made.flatMap(({ place }) => place?.schema ?? []));
}

import fs from 'node:fs';
import path from 'node:path';
import type { Decision, OwnedTable } from './table';

/** The last owners of each table, and the decisions on tables without an owner; by the table's name. */
export type OwnershipRecord = Map<string, OwnedTable & { decision?: Decision }>;

/** Returns the path of a database's record. It is beside the migrations because it is committed with them. */
export function recordPlace(migrations: string): string {
  return path.posix.join(path.posix.dirname(migrations), 'ownership.json');
}

/** Reads the record; empty when there is none. Throws a `SyntaxError` when it can't be parsed. */
export function readRecord(file: string): OwnershipRecord {
  if (!fs.existsSync(file)) return new Map();
  const entries: unknown = JSON.parse(fs.readFileSync(file, 'utf8'));
  if (typeof entries !== 'object' || entries === null || Array.isArray(entries))
    throw new SyntaxError('it is not an object');
  return new Map(Object.entries(entries).map(([name, entry]) => [name, entryOf(name, entry)]));
}

function entryOf(name: string, entry: unknown): OwnedTable & { decision?: Decision } {
  const {
    kind = 'table',
    models = [name],
    owners,
    decision,
    unmigrated,
  }: Record<string, unknown> = Object(entry);
  const isKind = kind === 'table' || kind === 'join' || kind === 'enum';
  const isDecision = decision === undefined || decision === 'keep' || decision === 'drop';
  if (isKind && isDecision && isTexts(models) && isTexts(owners))
    return { name, kind, models, owners, decision, ...(unmigrated === true ? { unmigrated } : {}) };
  throw new SyntaxError(`the entry "${name}" is not one of Prismosaic's`);
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((text) => typeof text === 'string');
}

/** Writes a line for each table, sorted, so that branches seldom conflict. Leaves out what can be derived. */
export function textOf(record: OwnershipRecord): string {
  const lines = [...record.values()]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, kind, models, owners, decision, unmigrated }) => {
      const said = [
        ...(kind === 'table' ? [] : [`"kind": ${JSON.stringify(kind)}`]),
        ...(models.join() === name ? [] : [`"models": ${JSON.stringify(models)}`]),
        `"owners": ${JSON.stringify(owners)}`,
        ...(unmigrated ? ['"unmigrated": true'] : []),
        ...(decision === undefined ? [] : [`"decision": ${JSON.stringify(decision)}`]),
      ];
      return `  ${JSON.stringify(name)}: { ${said.join(', ')} }`;
    });
  return `{\n${lines.join(',\n')}\n}\n`;
}

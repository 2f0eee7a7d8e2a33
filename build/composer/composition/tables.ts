import type { OwnedTable } from '../../ownership/table';
import { type Join, ownedJoin } from '../names/join-tables';
import { mapOf } from '../names/written';
import type { Whole } from './part';

/** The tables and enum types that a composition without errors needs in the database. */
export function tablesOf(wholes: ReadonlyMap<string, Whole>, joins: readonly Join[]): OwnedTable[] {
  const own = [...wholes.values()].flatMap((whole): OwnedTable[] => {
    const { kind, name, component } = whole.definition;
    if (!whole.owner.closed || (kind !== 'model' && kind !== 'enum')) return [];
    const table = mapOf(whole)?.name ?? name;
    return [{ name: table, kind: kind === 'enum' ? 'enum' : 'table', models: [name], owners: [component] }];
  });
  return [...own, ...joins.map(ownedJoin)];
}

import { type ColumnType, ColumnTypeEnum, type SqlResultSet } from '@prisma/driver-adapter-utils';
import { type QueryArrayResult, types } from 'pg';

type Parse = (text: string) => unknown;

interface Column {
  type: ColumnType;
  parse: Parse;
}

const asText: Column = { type: ColumnTypeEnum.Text, parse: (text) => text };
const asNumber = (type: ColumnType): Column => ({ type, parse: Number });
// The driver's types do not include arrays.
const TEXT_ARRAY: number = 1009;
const textArray: Column = { type: ColumnTypeEnum.TextArray, parse: types.getTypeParser(TEXT_ARRAY) };

/** `2026-11-21 05:42:56.857+05:30`, the server's ISO form, as RFC 3339. */
const timestamp: Column = {
  type: ColumnTypeEnum.DateTime,
  parse: (text) => text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'),
};

/** By the type's object id: the types that the engine reads from the catalog. It gets everything else as text. */
const columns = new Map<number, Column>([
  [16, { type: ColumnTypeEnum.Boolean, parse: (text) => text === 't' }],
  // The one-letter type "char", which the catalog uses a lot.
  [18, { type: ColumnTypeEnum.Character, parse: (text) => text }],
  [20, { type: ColumnTypeEnum.Int64, parse: (text) => text }],
  [21, asNumber(ColumnTypeEnum.Int32)],
  [23, asNumber(ColumnTypeEnum.Int32)],
  [26, asNumber(ColumnTypeEnum.Int64)],
  [700, asNumber(ColumnTypeEnum.Float)],
  [701, asNumber(ColumnTypeEnum.Double)],
  [1002, textArray],
  [1003, textArray],
  [1009, textArray],
  [1015, textArray],
  [1184, timestamp],
]);

const columnOf = (oid: number): Column => columns.get(oid) ?? asText;

/** How `pg` is to read the values of a row. */
export const columnParsers = { getTypeParser: (oid: number) => columnOf(oid).parse };

/** The rows of a query in the form of Prisma's driver adapters. */
export function toResultSet({ fields, rows }: QueryArrayResult): SqlResultSet {
  return {
    columnNames: fields.map((field) => field.name),
    columnTypes: fields.map((field) => columnOf(field.dataTypeID).type),
    rows,
  };
}

import { Injectable } from '@nestjs/common';
import { databaseFault } from '@prismosaic/nestjs';
import { escapeIdentifier } from 'pg';
import type { ComponentTile, RegisteredComponent } from '../components/registered-component';
import { PrismaService } from '../database/prisma.service';

/** The exact number of rows is not worth the wait beyond this. */
export const COUNTED_ROWS = 10_000;

/** A component as the start page shows it. */
export interface MosaicTile {
  name: string;
  title: string;
  description: string | undefined;
  /** Its page, when it has one in the menu. */
  path: string | undefined;
  models: { name: string; rows: number | undefined }[];
  relatesTo: string[];
  extends: ComponentTile['extends'];
}

/** The components of the application with what they own. */
@Injectable()
export class Mosaic {
  constructor(private readonly prisma: PrismaService) {}

  /** Rows are undefined where they can't be counted: in another database, or while tables are missing. */
  async tiles(components: readonly RegisteredComponent[]): Promise<MosaicTile[]> {
    const own = components.flatMap(({ tiles = [] }) =>
      tiles.filter(({ database }) => database === 'default'),
    );
    const rows = await this.count(own.flatMap(({ models }) => models.map(({ table }) => table)));
    return components.map(({ name, meta, tiles = [] }) => ({
      name,
      title: meta?.title ?? `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
      description: meta?.description,
      path: meta?.nav === undefined ? undefined : (meta.nav.path ?? `/${meta.id}`),
      models: tiles.flatMap(({ database, models }) =>
        models.map((model) => ({
          name: model.name,
          rows: database === 'default' ? rows.get(model.table) : undefined,
        })),
      ),
      relatesTo: [...new Set(tiles.flatMap((tile) => tile.relatesTo))],
      extends: tiles.flatMap((tile) => tile.extends),
    }));
  }

  /** One statement for all tables, each counted up to one more than {@link COUNTED_ROWS}. */
  private async count(tables: readonly string[]): Promise<ReadonlyMap<string, number>> {
    if (tables.length === 0) return new Map();
    const counts = tables.map(
      (table) =>
        `(SELECT count(*) FROM (SELECT 1 FROM ${escapeIdentifier(table)} LIMIT ${COUNTED_ROWS + 1}) t)`,
    );
    try {
      const [row] = await this.prisma.$queryRawUnsafe<{ rows: number[] }[]>(
        `SELECT json_build_array(${counts.join(', ')}) AS rows`,
      );
      return new Map(tables.map((table, index) => [table, row?.rows[index] ?? 0]));
    } catch (error) {
      if (databaseFault(error)?.kind === 'not-migrated') return new Map();
      throw error;
    }
  }
}

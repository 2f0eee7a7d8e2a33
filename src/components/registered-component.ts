import type { Type } from '@nestjs/common';
import type { PrismaService } from '../database/prisma.service';

/** What a component says about itself; the default export of its `component.meta.ts`. */
export interface ComponentMeta {
  /** Unique word, also the first part of the component's address: `demo` answers below `/demo`. */
  id: string;
  title: string;
  /** One sentence, shown on the start page. */
  description: string;
  /** Leave it out and the component is not in the menu. */
  nav?: {
    label: string;
    /** Where the menu leads. @default `/<id>` */
    path?: string;
    /** Lower comes first; equal orders are sorted by label. */
    order: number;
  };
  /**
   * Puts a few rows into an empty database and returns how many; 0 when there was something already. Runs at every
   * `npm start` and `npx prisma db seed`, never in production.
   */
  seed?: (prisma: PrismaService) => Promise<number>;
}

/** One line of the generated registry: a folder that has a `component.module.ts`. */
export interface RegisteredComponent {
  /** The folder's name. */
  name: string;
  module: Type<unknown>;
  meta?: ComponentMeta;
  /** What it owns in each database that it has a schema in. */
  tiles?: ComponentTile[];
}

/** A component's part of a database, as it was composed. */
export interface ComponentTile {
  database: string;
  models: { name: string; table: string }[];
  /** The components whose models its own fields lead to. */
  relatesTo: string[];
  /** The models and enums of other components that it adds to. */
  extends: { name: string; component: string }[];
}

import type { Type } from '@nestjs/common';
import type { PrismaService } from '../database/prisma.service';

/** Describes a component; the default export of its `component.meta.ts`. */
export interface ComponentMeta {
  /** Unique word, also the first part of the component's address: `demo` answers below `/demo`. */
  id: string;
  title: string;
  /** One sentence, shown on the start page. */
  description: string;
  /** Without it, the component is not in the menu. */
  nav?: {
    label: string;
    /** The page that the menu opens. @default `/<id>` */
    path?: string;
    /** Lower comes first; equal orders are sorted by label. */
    order: number;
  };
  /**
   * Adds a few rows to an empty database and returns how many; 0 when there were rows already. Runs at every
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
  /** What it owns, for each database where it has a schema. */
  tiles?: ComponentTile[];
}

/** A component's part of a composed database. */
export interface ComponentTile {
  database: string;
  models: { name: string; table: string }[];
  /** The components whose models it has relations to. */
  relatesTo: string[];
  /** The models and enums of other components that it extends. */
  extends: { name: string; component: string }[];
}

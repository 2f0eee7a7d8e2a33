/** A folder with a component. Paths are relative to the root, with `/`. */
export interface ComponentFolder {
  name: string;
  folder: string;
  /** The component schema, when the component has one. */
  schema?: string;
  /** Has a `component.module.ts`, so the application registers it. */
  module: boolean;
  /** Has a `component.meta.ts`. */
  meta: boolean;
  /** The package that ships it, and that package's folder. */
  package?: { name: string; folder: string };
}

/** The text of a component schema, as its author wrote it, without a byte order mark. */
export interface SchemaSource {
  component: string;
  file: string;
  text: string;
}

/** Something that looks relevant, but was not taken. */
export interface Ignored {
  path: string;
  reason: string;
}

/** A folder with a component. Paths are relative to the root, with `/`. */
export interface ComponentFolder {
  name: string;
  folder: string;
  /** The component schema, when the component has one. */
  schema?: string;
  /** Has a module, so the application registers it: a `component.module.ts`, or what its package names. */
  module: boolean;
  /** Has a `component.meta.ts`, or what its package names. */
  meta: boolean;
  /** The package that ships it, and that package's folder. */
  package?: { name: string; folder: string; module?: PackageExport; meta?: PackageExport };
}

/** An export of a package: `{ from: '@acme/outbox/nest', name: 'OutboxModule' }`. */
export interface PackageExport {
  from: string;
  /** `default` for the default export. */
  name: string;
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

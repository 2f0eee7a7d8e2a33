import path from 'node:path';
import { compose } from '../../composer/composition/compose';
import type { ComponentSchema } from '../../composer/composition/composition';
import { composeMainFile } from '../../composer/composition/main-file';
import { type DatabaseSettings, databaseSettings, resolveOptions } from '../../composer/options';
import { parseSchema } from '../../composer/schema/parse';
import type { ClientConfig, GeneratorConfig } from '../../config';
import { isRefusedPreview } from '../../config/client-options';
import { hasErrors } from '../../diagnostics/diagnostic';
import { InitError } from '../step';
import { withoutBackRelations } from './back-relations';
import { differences, type NamedText } from './data-model';
import { type ExistingSchema, putTogether, type SchemaFile, takeApart } from './existing';
import { type GeneratorBlock, readSettings } from './generator-block';
import { type Split, split } from './split';

/** An existing schema as component schemas, and what its other blocks say. */
export interface Adoption {
  /** The texts of the component schemas, by component: all but the datasource and the generators, as it was written. */
  components: Map<string, string>;
  /** How many models, enums, views and types they have. */
  definitions: number;
  /** Where the client was generated, relative to the root; undefined for `node_modules`. */
  clientFolder: string | undefined;
  client: ClientConfig;
  /** Its further generators. */
  generators: GeneratorConfig[];
  /** The PostgreSQL extensions of its datasource, as they were written. */
  extensions: string | undefined;
  /** Whether the client was the one of `@prisma/client` in node_modules. */
  inNodeModules: boolean;
}

/**
 * Makes component schemas of an existing schema. They describe the same data model: Prisma is asked, definition by
 * definition. Throws an InitError for what Prismosaic does not support, or when the split does not fit the schema.
 *
 * @param root absolute
 */
export function adoptSchema(root: string, files: readonly SchemaFile[], how: Split): Adoption {
  const schema = takeApart(files);
  const blocks = schema.settings.map(({ file, block }) => ({
    kind: block.kind,
    ...readSettings(block, file),
  }));
  for (const { kind, file, options } of blocks) if (kind === 'datasource') refuseUnsupported(file, options);
  const generators = blocks.filter(({ kind }) => kind === 'generator');
  const client = generators.find(({ provider }) => /^prisma-client(?:-js)?$/.test(provider));
  const options = optionsOf(client);
  return {
    components: componentsOf(root, schema, { how, client: options }),
    definitions: schema.pieces.length,
    clientFolder: client === undefined ? undefined : placeOf(client),
    client: options,
    generators: generators.filter((one) => one !== client).map(asConfig),
    extensions: schema.settings
      .map(({ block }) => /^[ \t]*extensions[ \t]*=[ \t]*\[(.*)\]/m.exec(block.text)?.[1])
      .find((one) => one !== undefined),
    inNodeModules: client?.provider === 'prisma-client-js' && client.options.output === undefined,
  };
}

/** Where a generator's output is, relative to the root. */
function placeOf({ file, options: { output } }: GeneratorBlock): string | undefined {
  return typeof output === 'string' ? path.posix.join(path.posix.dirname(file), output) : undefined;
}

function asConfig(generator: GeneratorBlock): GeneratorConfig {
  const { provider: _, output: __, ...options } = generator.options;
  const output = placeOf(generator);
  return {
    name: generator.name,
    provider: generator.provider,
    ...(output === undefined ? {} : { output }),
    ...(Object.keys(options).length === 0 ? {} : { options }),
  };
}

/** What would change the database or its names, and can't be said in component schemas. */
function refuseUnsupported(
  file: string,
  { provider, relationMode, schemas }: GeneratorBlock['options'],
): void {
  if (typeof provider === 'string' && !/^postgres(?:ql)?$/.test(provider))
    throw new InitError(`${file} has provider = "${provider}": Prismosaic works with PostgreSQL only.`);
  if (relationMode === 'prisma')
    throw new InitError(
      `${file} has relationMode = "prisma": Prismosaic works with foreign keys. Remove the line, and migrate first.`,
    );
  if (schemas !== undefined)
    throw new InitError(`${file} has several Postgres schemas (schemas = […]): Prismosaic works with one.`);
}

function componentsOf(
  root: string,
  { pieces }: ExistingSchema,
  { how, client }: { how: Split; client: ClientConfig },
): Map<string, string> {
  const settings = databaseSettings(resolveOptions({ root }));
  const database = { ...settings, client: { ...settings.client, ...definedOf(client) } };
  const original = [composeMainFile(database), { name: 'original.prisma', text: putTogether(pieces) }];
  const whole = [...split(pieces, how)].map(([component, own]) => asSchema(component, putTogether(own)));
  const texts = withoutBackRelations(whole);
  const lean = whole.map(({ component, file, text }) => asSchema(component, texts.get(file) ?? text));
  const isSame = differing(original, lean, database)?.length === 0;
  const different = isSame ? [] : (differing(original, whole, database) ?? []);
  if (different.length > 0)
    throw new InitError(`The composed schema would differ from yours in ${different.join(', ')}.`);
  return new Map((isSame ? lean : whole).map(({ component, text }) => [component, text]));
}

/** An option that is not given is left to its default. */
function definedOf(client: ClientConfig): Partial<DatabaseSettings['client']> {
  return Object.fromEntries(Object.entries(client).filter(([, value]) => value !== undefined));
}

function asSchema(component: string, text: string): ComponentSchema {
  return { component, file: component, text, parsed: parseSchema(text) };
}

/** The definitions that would differ; undefined when a schema has errors, which are reported when it is composed. */
function differing(
  original: readonly NamedText[],
  schemas: readonly ComponentSchema[],
  database: DatabaseSettings,
): string[] | undefined {
  const { composition, diagnostics } = compose(schemas, database);
  if (hasErrors(diagnostics)) return undefined;
  try {
    return differences(original, composition.files);
  } catch {
    return undefined;
  }
}

const kept = [
  'runtime',
  'moduleFormat',
  'generatedFileExtension',
  'importFileExtension',
  'compilerBuild',
] as const;

/** The options that aren't the defaults of Prismosaic anyway. */
function optionsOf(client: GeneratorBlock | undefined): ClientConfig {
  if (client?.provider !== 'prisma-client') return previewsOf(client);
  const said = kept.flatMap((name) => (name in client.options ? [[name, client.options[name]]] : []));
  return { ...Object.fromEntries(said), ...previewsOf(client) };
}

function previewsOf(client: GeneratorBlock | undefined): ClientConfig {
  const all = client?.options.previewFeatures;
  const previews = Array.isArray(all) ? all.filter((name) => !isRefusedPreview(name)) : [];
  return previews.length > 0 ? { previewFeatures: previews } : {};
}

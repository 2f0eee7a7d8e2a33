import { lint } from '@prisma/prisma-schema-wasm';
import type { Diagnostic } from '../diagnostics/diagnostic';
import { hideUrls } from '../diagnostics/secrets';
import type { ComposedFile, Composition } from './composition/composition';
import { OriginMap } from './composition/weaving/origin';
import type { DatabaseSettings } from './options';

/** An error as Prisma's own schema engine tells it; the offsets count UTF-16 units. */
interface PrismaError {
  file_name: string;
  start: number;
  end: number;
  text: string;
  is_warning: boolean;
}

/**
 * Lets Prisma judge a composition and tells all of its errors at once, each at the place in the component's own file.
 * What the composer has diagnosed itself is blanked out first: it is not told twice, and a connection URL that
 * does not belong there never reaches Prisma, which would repeat it word for word.
 */
export function checkComposition(composition: Composition, database: DatabaseSettings): Diagnostic[] {
  const maps = new Map(composition.files.map((file) => [file.name, new OriginMap(file)]));
  const missing = new Set(
    composition.files.flatMap((file) =>
      file.hidden.flatMap(({ name }) => (name === undefined ? [] : [name])),
    ),
  );
  return judge(composition.files)
    .filter(({ text }) => !speaksOf(text, missing))
    .map((error) => asDiagnostic(error, maps.get(error.file_name), database));
}

function judge(files: readonly ComposedFile[]): PrismaError[] {
  return JSON.parse(lint(JSON.stringify(files.map((file) => [file.name, blankHidden(file)]))));
}

/** Same length, same lines: the offsets hold. */
function blankHidden({ text, hidden }: ComposedFile): string {
  let blanked = '';
  let at = 0;
  for (const { offset, end } of [...hidden].sort((a, b) => a.offset - b.offset)) {
    if (end <= at) continue;
    const from = Math.max(at, offset);
    blanked += text.slice(at, from) + text.slice(from, end).replace(/[^\r\n]/g, ' ');
    at = end;
  }
  return blanked + text.slice(at);
}

/** A type that is unknown only because its block has an error of its own. */
function speaksOf(text: string, missing: ReadonlySet<string>): boolean {
  const [, name] = /^Type "(.*?)" is neither/.exec(text) ?? [];
  return name !== undefined && missing.has(name);
}

function asDiagnostic(
  error: PrismaError,
  map: OriginMap | undefined,
  database: DatabaseSettings,
): Diagnostic {
  const range = map?.rangeOf(error.start, error.end);
  return {
    severity: error.is_warning ? 'warning' : 'error',
    code: 'P1012',
    message: hideUrls(error.text.trim()),
    ...(range ?? { file: `${database.schemaFolder}/${error.file_name}` }),
    hint: 'this is a rule of the Prisma schema: https://pris.ly/d/prisma-schema',
  };
}

import type { Diagnostic } from '../../diagnostics/diagnostic';
import { LimitedDiagnostics } from '../../diagnostics/limited';
import { hideUrls } from '../../diagnostics/secrets';
import type { ComposedFile, Composition } from '../composition/composition';
import { OriginMap } from '../composition/weaving/origin';
import type { DatabaseSettings } from '../options';
import { hintOf } from './hints';
import { judge, judgeHere, type NoJudgement, type PrismaError, type SchemaFile } from './judge';

/**
 * Has Prisma check a composition and reports all errors at once, each at its place in the component's own file. First
 * blanks out what the composer has diagnosed itself: so nothing is reported twice, and a misplaced connection URL never
 * reaches Prisma, which would repeat it word for word.
 */
export async function checkComposition(
  composition: Composition,
  database: DatabaseSettings,
): Promise<Diagnostic[]> {
  return report(await judge(filesFor(composition)), composition, database);
}

/** The same in this thread, for any size. */
export function checkHere(composition: Composition, database: DatabaseSettings): Diagnostic[] {
  return report(judgeHere(filesFor(composition)), composition, database);
}

function filesFor({ files }: Composition): SchemaFile[] {
  return files.map((file) => [file.name, blankHidden(file)]);
}

function report(
  judged: PrismaError[] | NoJudgement,
  composition: Composition,
  database: DatabaseSettings,
): Diagnostic[] {
  const { files } = composition;
  const maps = new Map(files.map((file) => [file.name, new OriginMap(file)]));
  const reported = new LimitedDiagnostics();
  const placeIn = (name: string) => ({ file: `${database.schemaFolder}/${name}` });
  if (!Array.isArray(judged)) {
    for (const name of judged.files.length > 0 ? judged.files : files.map((file) => file.name)) {
      const source = files.find((file) => file.name === name)?.source;
      if (source !== undefined)
        reported.add('error', { file: source, line: 1, column: 1 }, () => unjudged(judged.reason));
    }
    return reported.all;
  }
  const missing = new Set(
    files.flatMap((file) => file.hidden.flatMap(({ name }) => (name === undefined ? [] : [name]))),
  );
  for (const error of judged) {
    if (speaksOf(error.text, missing)) continue;
    const range = maps.get(error.file_name)?.rangeOf(error.start, error.end) ?? placeIn(error.file_name);
    reported.add(error.is_warning ? 'warning' : 'error', range, () => ({
      code: 'P1012',
      message: hideUrls(error.text.trim()),
      hint: hintOf(error.text, writtenAt(error, files), composition),
    }));
  }
  return reported.all;
}

/** Keeps length and lines: the offsets stay valid. */
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

/** Whether a type is unknown only because its block has an error itself. */
function speaksOf(text: string, missing: ReadonlySet<string>): boolean {
  const [, name] = /^Type "(.*?)" is neither/.exec(text) ?? [];
  return name !== undefined && missing.has(name);
}

function writtenAt({ file_name, start, end }: PrismaError, files: readonly ComposedFile[]): string {
  return files.find(({ name }) => name === file_name)?.text.slice(start, end) ?? '';
}

function unjudged(reason: string) {
  return {
    code: 'NOT_JUDGED',
    message: `Prisma could not check this schema: ${reason}.`,
    hint: 'it is far too long, or has very many errors: compare it with its last version that worked, or split it',
  };
}

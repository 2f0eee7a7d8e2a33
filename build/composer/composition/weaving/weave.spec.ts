import { describe, expect, it } from '@jest/globals';
import { composing, fileOf } from '../../../test-kit/composer/composing';
import { randomModels } from '../../../test-kit/composer/random-models';
import type { ComposedFile } from '../composition';
import { OriginMap } from './origin';

const breaks = /\r\n|\n|\r/;

/** The same schemas as an untidy author would write them. */
function untidy(texts: Record<string, string>, seed: number): Record<string, string> {
  const lineBreak = ['\n', '\r\n', '\r'][seed % 3] ?? '\n';
  return Object.fromEntries(
    Object.entries(texts).map(([component, text]) => [
      component,
      text
        .replace(/^ {2}note String\?$/gm, `\t note   String? // {${component}} "`)
        .replace(/^ {2}(f\d+Id .*)$/gm, '  // key\n  $1 /// the key }')
        .replace(/^\}$/gm, '/* } */ }')
        .replaceAll('\n', lineBreak),
    ]),
  );
}

describe('composed files', () => {
  it('map back, line for line and column for column, to what the authors wrote, and lose nothing', () => {
    let moved = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const texts = untidy(randomModels(seed).composed, seed);
      const { files, reported } = composing(texts);
      expect([seed, reported()]).toEqual([seed, []]);
      const found = new Set<string>();
      for (const file of files) {
        const map = new OriginMap(file);
        for (const { 0: word, index } of file.text.matchAll(/[^\s]+/g)) {
          const range = map.rangeOf(index, index + word.length);
          // Text of the composer: a whole line, or a remark after an author's line.
          if (range === undefined || range.endLine !== range.line || range.endColumn === range.column)
            continue;
          if (ownLine(file, index)) continue;
          expect([seed, textAt(texts, range)]).toEqual([seed, word]);
          found.add(`${range.file}:${range.line}:${range.column}`);
          if (range.file !== fileOf(file.name.replace('.prisma', ''))) moved++;
        }
      }
      for (const [component, text] of Object.entries(texts)) {
        for (const [index, line] of text.split(breaks).entries()) {
          if (/^model \w+ \{$|^\/\* \} \*\/ \}$/.test(line)) continue;
          const column = line.search(/\S/) + 1;
          if (column > 0)
            expect([seed, line, found.has(`${fileOf(component)}:${index + 1}:${column}`)]).toEqual([
              seed,
              line,
              true,
            ]);
        }
      }
    }
    expect(moved).toBeGreaterThan(100);
  });
});

/** Whether the composer added the line because of a relation field. */
function ownLine({ text, origins }: ComposedFile, index: number): boolean {
  const line = text.slice(0, index).split(breaks).length;
  return origins.some((origin) => origin.because !== undefined && origin.line === line);
}

function textAt(
  texts: Record<string, string>,
  { file, line, column, endColumn }: { file: string; line: number; column: number; endColumn?: number },
): string | undefined {
  const [, component = ''] = /components\/(\w+)\//.exec(file) ?? [];
  return texts[component]
    ?.split(breaks)
    [line - 1]?.slice(column - 1, endColumn === undefined ? undefined : endColumn - 1);
}

import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';

const root = path.dirname(__dirname);
const texts = new Map<string, string>();
for (const folder of ['build', 'engine', 'runtime', 'src', 'e2e']) {
  for (const name of fs.readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })) {
    if (/\.tsx?$/.test(name)) texts.set(`${folder}/${name.replaceAll(path.sep, '/')}`, '');
  }
}

/** Text as a specification quotes it: quotation marks are of either kind, and `%s` and … stand for anything. */
const plain = (text: string) => text.replaceAll('’', "'").replaceAll("\\'", "'").replace(/\s+/g, ' ');

function textOf(file: string): string {
  const known = texts.get(file) || plain(fs.readFileSync(path.join(root, file), 'utf8'));
  texts.set(file, known);
  return known;
}

function filesNamed(cell: string): string[] {
  const names = (cell.match(/[\w./*-]+\.tsx?\b/g) ?? []).filter((name) => !name.includes('*'));
  return names.flatMap((name) => {
    const found = [...texts.keys()].filter((file) => file === name || file.endsWith(`/${name}`));
    if (found.length === 0) throw new Error(`There is no file ${name}.`);
    return found;
  });
}

const specifications = fs.readdirSync(path.join(root, 'specs')).filter((name) => name.endsWith('.md'));

test.each(specifications)('each test that %s names exists', (name) => {
  const missing: string[] = [];
  let files: string[] = [];
  for (const line of fs.readFileSync(path.join(root, 'specs', name), 'utf8').split('\n')) {
    const cells = line.split(/(?<!\\)\|/).slice(1, -1);
    const named = cells.slice(1).flatMap(filesNamed);
    if (!/\bsame\b/.test(cells[1] ?? '')) files = [];
    files = [...files, ...named];
    // Three cells: a promise, its files, the names of the tests.
    if (cells.length < 3 || files.length === 0) continue;
    const pieces = (cells[2] ?? '')
      .split(/`[^`]*`|[\w./-]+\.tsx?\b|[;:,()…›]|%\w/)
      .map((piece) => plain(piece).trim());
    for (const piece of pieces) {
      if (piece.length < 8) continue;
      if (!files.some((file) => textOf(file).includes(piece))) missing.push(`${piece} — ${files.join(', ')}`);
    }
  }
  expect(missing).toEqual([]);
});

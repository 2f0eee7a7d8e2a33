import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = path.resolve(__dirname, '..');
const guide = 'CONTRIBUTING.md';

/** The first column of the guide's table of words. */
function refusedWords(): string[] {
  const [, table = ''] = fs.readFileSync(path.join(root, guide), 'utf8').split('| instead of | write |');
  const rows = table.split('\n').filter((line) => /^\| [a-z]/.test(line));
  return rows.flatMap((row) => (row.split('|')[1] ?? '').split(',').map((word) => word.trim()));
}

/** Whatever people read or write by hand: not what is generated, installed or a migration. */
function texts(): string[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  return listed
    .split('\0')
    .filter((file) => /\.(tsx?|jsx?|md|css|sh|template|prisma)$|^\.env\.example$|^\.ci\//.test(file))
    .filter((file) => ![guide, 'build/words.spec.ts'].includes(file) && fs.existsSync(path.join(root, file)));
}

describe('what people read', () => {
  const words = refusedWords();
  const refused = new RegExp(`(?<![\\w$./-])(?:${words.join('|')})(?![\\w$-])`, 'i');

  it('is held to a list that is not empty, and that can find something', () => {
    expect(words.length).toBeGreaterThan(20);
    expect('Mend the file.').toMatch(refused);
    expect('a comment about amends').not.toMatch(refused);
  });

  it(`has the words of ${guide}`, () => {
    const found = texts().flatMap((file) =>
      fs
        .readFileSync(path.join(root, file), 'utf8')
        .split('\n')
        .flatMap((line, index) => (refused.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
    );
    expect(found).toEqual([]);
  });
});

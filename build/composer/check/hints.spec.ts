import { describe, expect, it } from '@jest/globals';
import { composing } from '../../test-kit/composer/composing';

function hints(a: string): string[] {
  const { diagnostics, judged } = composing({ a });
  return [...diagnostics, ...judged].map(({ line, hint }) => `${line} ${hint}`);
}

describe('a hint', () => {
  it('does not suggest what is refused: views and composite types', () => {
    for (const block of ['viw', 'veiw', 'typ', 'tpye', 'class', 'table'])
      expect(hints(`${block} X {\n  id Int @id\n}\n`).join()).not.toMatch(/`(?:view|type)`/);
    const [view, type] = [...hints('view V {\n  id Int @unique\n}\ntype T {\n  x Int\n}\n')].sort();
    expect(view).toMatch(/^1 .*write the view in a migration/);
    expect(type).toBe('4 use a `Json` field, or a separate model with a relation');
  });

  it('says that a preview feature of Prisma is not enabled', () => {
    const [partial] = hints('model A {\n  id Int @id\n  b Int\n  @@unique([b], where: raw("b > 0"))\n}\n');
    expect(partial).toMatch(/^4 Prismosaic does not enable preview features: write the index in a migration/);
  });

  it('is given once for each unknown block, and not for the fields that use it', () => {
    expect(
      hints('modle A {\n  id Int @id\n}\n\nEnum B {\n  X\n}\n\nmodel C {\n  id Int @id\n  b B\n}\n'),
    ).toEqual(['1 did you mean `model`?', '5 did you mean `enum`?']);
  });

  it('says how to write a directive that is written as code', () => {
    const above = 'it is a directive: write `/// @inverse name` on the line above the relation field';
    const field = 'next A? @relation("A", fields: [id], references: [id])';
    expect(hints(`model A {\n  id Int @id\n  @inverse as\n  ${field}\n}\n`)).toEqual([`3 ${above}`]);
    expect(hints(`model A {\n  id Int @id\n  ${field} @inverse(as)\n}\n`)).toEqual([`3 ${above}`]);
    expect(hints('model A {\n  id Int @id\n}\n@extends\nmodel B {\n  id Int @id\n}\n')).toEqual([
      '4 write `/// @extends` on the line directly above the block: it is a comment with three slashes',
    ]);
  });
});

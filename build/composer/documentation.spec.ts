import fs from 'node:fs';
import { afterAll, describe, expect, it } from '@jest/globals';
import { TemporaryProject } from '../test-kit/composer/project';
import { Composer } from './composer';

const project = new TemporaryProject();
afterAll(() => project.dispose());

describe('directives', () => {
  it('are in no documentation comment of the client, which has all others', async () => {
    project.schema('identity', '/// Who signs in.\nmodel User {\n  id Int @id /// Never reused.\n}\n').schema(
      'orders',
      `/// What was ordered.
model Order {
  id Int @id
  /// Who pays.
  /// @inverse purchases
  /// Never changes.
  user User @relation(fields: [userId], references: [id])
  userId Int
  ///\t@inverse watched
  watchers User[] @relation("W") /// Who is notified.
  starred User[] @relation("S") /// @inverse starredOrders
}

/// Not documentation of anything.
/// @extends
model User {
  /// @inverse friendOf
  friends User[] @relation("F")
  /// In euro.
  credit Int
  quoted String @default("/// @inverse no")
}
`,
    );
    const { ok, diagnostics } = await new Composer({ root: project.root }).run();
    expect({ ok, diagnostics }).toEqual({ ok: true, diagnostics: [] });
    const folder = project.path('src/database/client');
    const client = fs
      .readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => fs.readFileSync(`${folder}/${name}`, 'utf8'))
      .join('\n');
    // The client contains the schema itself as a string.
    const comments = client.split('\n').filter((line) => /^\s*\*/.test(line));
    expect(comments.filter((line) => /@(?:inverse|extends)|Not documentation/.test(line))).toEqual([]);
    for (const said of [
      'Who signs in',
      'Never reused',
      'What was ordered',
      'Who pays',
      'Never changes',
      'Who is notified',
      'In euro',
    ])
      expect([said, comments.some((line) => line.includes(said))]).toEqual([said, true]);
    expect(project.read('prisma/schema/identity.prisma')).toContain('@default("/// @inverse no")');
  });
});

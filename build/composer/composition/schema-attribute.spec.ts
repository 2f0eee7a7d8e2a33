import { afterAll, describe, expect, it } from '@jest/globals';
import { composing } from '../../test-kit/composer/composing';
import { TemporaryProject } from '../../test-kit/composer/project';
import { Composer } from '../composer';

const billing =
  'model Invoice {\n  id Int @id\n  status Status\n\n  @@schema("billing")\n}\n\nenum Status {\n  OPEN\n\n  @@schema("billing")\n}\n';
const shop = 'model Sale {\n  id Int @id\n  invoice Invoice @relation(fields: [id], references: [id])\n}\n';
const audit = '/// @extends\nmodel Invoice {\n  checked Boolean?\n  @@ schema("audit") // apart\n}\n';

describe('@@schema', () => {
  it('is reported at each of its lines, and causes no error at another place', () => {
    const { reported, diagnostics } = composing({ audit, billing, shop });
    expect(reported().sort()).toEqual([
      'audit:4:3 SCHEMA_ATTRIBUTE',
      'billing:11:3 SCHEMA_ATTRIBUTE',
      'billing:5:3 SCHEMA_ATTRIBUTE',
    ]);
    expect(diagnostics[0]?.hint).toContain('remove the line');
    const without = (text: string) => text.replace(/^.*@@ ?schema.*\n/gm, '');
    expect(composing({ audit: without(audit), billing: without(billing), shop }).reported()).toEqual([]);
  });

  it('is not suggested for a similar name', () => {
    const { judged } = composing({ billing: billing.replaceAll('@@schema', '@@schem') });
    expect(judged.map(({ hint }) => hint?.includes('@@schema'))).toEqual([false, false]);
  });

  const project = new TemporaryProject();
  afterAll(() => project.dispose());

  it('prevents publishing', async () => {
    project.schema('billing', billing).schema('shop', shop);
    const { ok, diagnostics } = await new Composer({ root: project.root }).run();
    expect(ok).toBe(false);
    expect(diagnostics.map(({ file, line, column }) => `${file}:${line}:${column}`)).toEqual([
      'src/components/billing/prisma/schema.prisma:5:3',
      'src/components/billing/prisma/schema.prisma:11:3',
    ]);
    expect([project.has('prisma/schema'), project.has('src/database/client')]).toEqual([false, false]);
  });
});

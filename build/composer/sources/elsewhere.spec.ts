import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TemporaryProject } from '../../test-kit/composer/project';
import { Composer } from '../composer';

const user = '\nmodel User {\n  id Int @id\n}\n';
const order = `model Order {
  id Int @id
  user User @relation(fields: [id], references: [id])
}
/// @extends
model User {
  credit Int?
}
`;

let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject().schema('orders', order);
});
afterEach(() => project.dispose());

const configured = (databases: object) =>
  project.write('prismosaic.config.ts', `export default ${JSON.stringify({ databases })};\n`);

/** The errors, with the place that each points to. */
async function reported(): Promise<string[]> {
  const { diagnostics } = await new Composer({ root: project.root }).run({ generate: false });
  return diagnostics.map(({ file, line, code, related = [], hint }) => {
    const places = related.map((each) => ` ~ ${each.file}:${each.line}:${each.column}`).join('');
    return `${file}:${line} ${code}${places} ${hint}`;
  });
}

const orders = 'src/components/orders/prisma/schema.prisma';
const errors = (place: string, hint: string) => [
  `${orders}:3 P1012 ~ ${place} it is in ${place.slice(0, -4)}, which ${hint}`,
  `${orders}:6 NOTHING_TO_EXTEND ~ ${place} it is in ${place.slice(0, -4)}, which ${hint}`,
];
const configuration = 'prismosaic.config.ts says which schemas are taken';

describe('a model that no component of a database owns', () => {
  it('is shown where it is excluded; removing the exclusion is enough', async () => {
    project.schema('identity', user);
    configured({ default: { exclude: ['src/components/identity/**'] } });
    const why = 'is excluded by "src/components/identity/**" of the database "default"';
    expect(await reported()).toEqual(
      errors('src/components/identity/prisma/schema.prisma:2:7', `${why}; ${configuration}`),
    );
    configured({ default: {} });
    expect(await reported()).toEqual([]);
  });

  it('is shown in another database; adding it to this one is enough', async () => {
    project.write('shared/identity.prisma', user);
    const own = 'src/components/*/prisma/schema.prisma';
    configured({ default: { schemas: [own] }, people: { schemas: ['shared/*.prisma'] } });
    const why =
      'belongs to the database "people", and a relation can’t lead to another database; add it to `schemas` of "default" too, or keep its id in a plain field';
    expect(await reported()).toEqual(errors('shared/identity.prisma:2:7', why));
    configured({
      default: { schemas: [own, 'shared/identity.prisma'] },
      people: { schemas: ['shared/*.prisma'] },
    });
    expect(await reported()).toEqual([]);
  });

  it('is shown where no pattern matches', async () => {
    project.write('src/components/identity/schema.prisma', user);
    const why = "is not the component's prisma/schema.prisma";
    expect(await reported()).toEqual(
      errors('src/components/identity/schema.prisma:2:7', `${why}; ${configuration}`),
    );
  });

  it('is not shown when it does not exist: an extension does not count as its owner', async () => {
    project.write('old/schema.prisma', '/// @extends\nmodel User {\n  a Int\n}\n');
    const [first = '', second = ''] = await reported();
    expect(first).toContain('P1012 no component has a similar name');
    expect(second).toContain('NOTHING_TO_EXTEND remove `/// @extends`');
  });
});

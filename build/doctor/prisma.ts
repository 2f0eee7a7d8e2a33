import { isSupported, minorOf, ownMinor, projectPrisma } from '../ground/project-prisma';
import { type Finding, ok, problem } from './finding';

const topic = 'prisma';
const fix = 'run `npm install --save-dev prisma@7` and `npm install @prisma/client@7 @prisma/adapter-pg@7`';

/** Checks the version of the project's Prisma, and says who generates the client. */
export function examinePrisma(root: string): Finding {
  const found = projectPrisma(root);
  if (found === undefined) return problem(topic, 'The package prisma is not installed.', fix);
  const { package: name, version } = found;
  if (!isSupported(version))
    return problem(
      topic,
      `Prismosaic works with Prisma 7, from 7.4 on; this project has ${name} ${version}.`,
      fix,
    );
  if (minorOf(version) === ownMinor) return ok(topic, `${name} ${version}.`);
  return ok(
    topic,
    `${name} ${version}. Its own command line generates the client: with ${ownMinor} that is faster.`,
  );
}

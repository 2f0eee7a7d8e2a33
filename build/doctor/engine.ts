import { enginesVersion } from '@prisma/engines-version';
import { chooseEngine } from '@prismosaic/schema-engine';
import { type Finding, ok, problem, reasonOf, warning } from './finding';

const topic = 'schema engine';
const KINDS = {
  named: 'from the environment',
  native: "Prisma's native engine",
  wasm: 'Prismosaic, in WebAssembly',
};

/** Reports which schema engine Prisma's command line uses, why, and whether its version is Prisma's. */
export async function examineEngine(root: string, environment: NodeJS.ProcessEnv): Promise<Finding> {
  const choice = chooseEngine(environment, root);
  const which = `${KINDS[choice.kind]} (${choice.file}). ${choice.reason}`;
  try {
    const { engineVersion } = await import('@prismosaic/schema-engine/inspect');
    const version = await engineVersion(choice);
    if (enginesVersion.endsWith(version))
      return ok(topic, `${which} Version ${version.slice(0, 12)}, same as Prisma's.`);
    return warning(
      topic,
      `${which} Version ${version.slice(0, 12)}; Prisma's is ${enginesVersion}.`,
      'use the engine of the installed prisma, or unset PRISMA_SCHEMA_ENGINE_BINARY',
    );
  } catch (error) {
    return problem(
      topic,
      `${which} It does not start: ${reasonOf(error)}`,
      'unset PRISMA_SCHEMA_ENGINE_BINARY, or run npm ci',
    );
  }
}

import { embeddedBinaries } from '../testing/binaries';
import { deployAtOnce } from '../testing/deploys-at-once';
import { interruptDeploy } from '../testing/interrupted-deploy';
import { interruptDev } from '../testing/interrupted-dev';
import { PostgresServer } from '../testing/postgres-server';
import { compareScripts } from '../testing/random-scripts';
import { VICTIMS } from '../testing/victims';

/** A long run: a name, how many rounds, and one round. */
interface Stress {
  name: string;
  rounds: number;
  /** Returns what was seen. Throws when something is wrong. */
  round(server: PostgresServer, index: number): Promise<string>;
}

type Interrupt = typeof interruptDev;

/** Approximate time from the first start of an engine until the slow project is migrated, in ms. */
const SPAN = 2_000;

/** A command that migrates, interrupted at a random moment in its own database. */
function interrupted(name: string, rounds: number, interrupt: Interrupt): Stress {
  return {
    name,
    rounds,
    async round(server, index) {
      const database = `interrupted_${index}`;
      await server.createDatabase(database);
      const victim = VICTIMS[index % VICTIMS.length] ?? 'engine';
      const after = Math.round(Math.random() * SPAN);
      const status = await interrupt(server, database, victim, after);
      await server.query('postgres', `DROP DATABASE ${database} WITH (FORCE)`);
      return `${victim} after ${after} ms, status ${status}`;
    },
  };
}

const all: Stress[] = [
  interrupted('engine-kill', 200, async (...round) => (await interruptDeploy(...round)).status),
  interrupted('engine-dev', 50, interruptDev),
  {
    name: 'engine-deploys',
    rounds: 50,
    async round(server, index) {
      await server.createDatabase(`at_once_${index}`);
      await deployAtOnce(server, `at_once_${index}`, 10);
      return 'each migration applied once';
    },
  },
  {
    name: 'engine-statements',
    rounds: 50,
    async round(server) {
      const client = await server.connect('postgres');
      try {
        return `${await compareScripts(client, 2_000, Math.random)} scripts with as many statements as for PostgreSQL`;
      } finally {
        await client.end();
      }
    },
  },
];

/** Runs the named ones (`engine-kill`, or `engine-kill=20` for 20 rounds), or all. Returns the exit status. */
export async function main(names: string[]): Promise<number> {
  const wanted = names.map((name) => name.split('=', 2));
  const chosen = names.length === 0 ? all : all.filter(({ name }) => wanted.some(([want]) => want === name));
  if (chosen.length === 0) {
    process.stderr.write(`Available: ${all.map(({ name }) => name).join(', ')}.\n`);
    return 2;
  }
  let failures = 0;
  for (const { name, rounds: usual, round } of chosen) {
    const rounds = Number(wanted.find(([want]) => want === name)?.[1] ?? usual);
    failures += await runRounds(name, rounds, round);
  }
  return failures === 0 ? 0 : 1;
}

async function runRounds(name: string, rounds: number, round: Stress['round']): Promise<number> {
  const server = await PostgresServer.start(embeddedBinaries());
  let failures = 0;
  try {
    for (let index = 0; index < rounds; index += 1) {
      try {
        process.stdout.write(`  ${index + 1}: ${await round(server, index)}\n`);
      } catch (error) {
        failures += 1;
        process.stderr.write(
          `${name}, round ${index + 1}: ${error instanceof Error ? error.message : error}\n`,
        );
      }
    }
  } finally {
    await server.stop();
  }
  process.stdout.write(`${name}: ${rounds - failures} of ${rounds} rounds passed\n`);
  return failures;
}

import { embeddedBinaries } from '../testing/binaries';
import { deployAtOnce } from '../testing/deploys-at-once';
import { interruptDeploy } from '../testing/interrupted-deploy';
import { PostgresServer } from '../testing/postgres-server';
import { VICTIMS } from '../testing/victims';

/** A long run: a name, how many rounds, and one round. */
interface Stress {
  name: string;
  rounds: number;
  /** Throws when something is wrong. */
  round(server: PostgresServer, index: number): Promise<void>;
}

/** From the first start of an engine until the slow project is deployed it takes about as long, in ms. */
const SPAN = 2_000;

const all: Stress[] = [
  {
    name: 'engine-kill',
    rounds: 200,
    async round(server, index) {
      const database = `kill_${index}`;
      await server.createDatabase(database);
      const victim = VICTIMS[index % VICTIMS.length] ?? 'engine';
      const after = Math.round(Math.random() * SPAN);
      const { status } = await interruptDeploy(server, database, victim, after);
      process.stdout.write(`  ${index + 1}: ${victim} after ${after} ms, status ${status}\n`);
      await server.query('postgres', `DROP DATABASE ${database} WITH (FORCE)`);
    },
  },
  {
    name: 'engine-deploys',
    rounds: 50,
    async round(server, index) {
      await server.createDatabase(`at_once_${index}`);
      await deployAtOnce(server, `at_once_${index}`, 10);
    },
  },
];

/** Runs the named ones (`engine-kill`, or `engine-kill=20` for 20 rounds), or all. Returns the exit status. */
export async function main(names: string[]): Promise<number> {
  const wanted = names.map((name) => name.split('=', 2));
  const chosen = names.length === 0 ? all : all.filter(({ name }) => wanted.some(([want]) => want === name));
  if (chosen.length === 0) {
    process.stderr.write(`There is: ${all.map(({ name }) => name).join(', ')}.\n`);
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
        await round(server, index);
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
  process.stdout.write(`${name}: ${rounds - failures} of ${rounds} rounds as they should be\n`);
  return failures;
}

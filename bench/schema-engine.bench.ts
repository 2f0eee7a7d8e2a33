import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { DATASOURCE_VARIABLE } from '../engine/process/arguments';
import { availableBinaries } from '../engine/testing/binaries';
import { PostgresServer } from '../engine/testing/postgres-server';
import { Project } from '../engine/testing/project';
import { interleave, printTable, showTime, timeNode } from './measure';

const floor = { PRISMA_SCHEMA_ENGINE_BINARY: path.join(__dirname, 'floor-engine.sh') };
const engine = path.join(__dirname, '../engine/bin/schema-engine.js');
const ROUNDS = 9;
const MODELS = 20;

/**
 * In memory if possible: the time that a disk takes for the 300 files of a shadow database depends on what was deleted
 * from it in the minutes before (docs/adr/0025), and says nothing about the engine.
 */
const folder = fs.existsSync('/dev/shm') && roomIn('/dev/shm') > 2 ** 30 ? '/dev/shm' : os.tmpdir();

/** Compares commands that find nothing to do with the same on an engine that answers at once; and the engine's start. */
export async function bench(): Promise<void> {
  const rows = [['PostgreSQL', 'command', 'floor', 'WebAssembly engine', 'ratio']];
  for (const binaries of availableBinaries()) {
    const server = await PostgresServer.start(binaries, { durable: true, folder });
    try {
      rows.push(...(await measure(server)));
    } finally {
      await server.stop();
    }
  }
  console.log(
    `${MODELS} models in one applied migration; medians of ${ROUNDS}; the servers' data are in ${folder}.\n`,
  );
  printTable(rows);
}

async function measure(server: PostgresServer): Promise<string[][]> {
  await server.createDatabase('bench');
  const models = Array.from(
    { length: MODELS },
    (_, at) => `model M${at} {\n  id Int @id\n  name String @unique\n}\n`,
  );
  const project = new Project({ schema: '', url: server.url('bench') });
  try {
    project.schema(models.join('\n'));
    await timed(project, ['migrate', 'dev', '--name', 'all']);
    const rows: string[][] = [];
    await server.createDatabase('shadow');
    const situations: { command: string; shadowUrl?: string; with?: string }[] = [
      { command: 'migrate status' },
      { command: 'migrate dev' },
      { command: 'migrate dev', shadowUrl: server.url('shadow'), with: ', a shadow database configured' },
      { command: 'migrate deploy' },
    ];
    for (const { command, shadowUrl, with: more = '' } of situations) {
      const args = command.split(' ');
      project.configure({ url: server.url('bench'), shadowUrl });
      const times = await interleave(ROUNDS, {
        floor: () => timed(project, args, floor),
        ours: () => timed(project, args),
      });
      rows.push([server.version, command + more, ...pair(times.floor, times.ours)]);
    }
    const { made } = await interleave(ROUNDS, { made: () => making(server) });
    rows.push([server.version, 'CREATE DATABASE alone', '', showTime(made), '']);
    const starts = await interleave(ROUNDS, {
      node: () => timeNode(['-e', '0'], { cwd: project.folder }),
      version: () => timeNode([engine, '--version'], { cwd: project.folder }),
      first: () => firstAnswer(server.url('bench')),
    });
    rows.push([server.version, 'engine --version (floor: bare node)', ...pair(starts.node, starts.version)]);
    rows.push([server.version, 'engine, first answer from the database', ...pair(starts.node, starts.first)]);
    return rows;
  } finally {
    project.remove();
  }
}

async function timed(project: Project, args: string[], environment: NodeJS.ProcessEnv = {}): Promise<number> {
  const began = performance.now();
  const { status, output } = await project.prisma(args, { environment });
  const time = performance.now() - began;
  if (status !== 0) throw new Error(`prisma ${args.join(' ')} exited with ${status}:\n${output}`);
  return time;
}

/** From the start of the engine's process until it has answered a question that needs the database. */
async function firstAnswer(url: string): Promise<number> {
  const began = performance.now();
  const child = spawn(process.execPath, [engine], {
    env: { ...process.env, [DATASOURCE_VARIABLE]: JSON.stringify({ url }) },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.write('{"jsonrpc":"2.0","id":1,"method":"getDatabaseVersion","params":{}}\n');
  await once(child.stdout, 'data');
  const time = performance.now() - began;
  child.stdin.end();
  await once(child, 'exit');
  return time;
}

/** From the start of `CREATE DATABASE` until the database exists: the server's part of `migrate dev`. */
async function making(server: PostgresServer): Promise<number> {
  const client = await server.connect('postgres');
  const began = performance.now();
  await client.query('CREATE DATABASE made');
  const time = performance.now() - began;
  await client.query('DROP DATABASE made');
  await client.end();
  return time;
}

function roomIn(place: string): number {
  const { bavail, bsize } = fs.statfsSync(place);
  return bavail * bsize;
}

function pair(floor: number, ours: number): string[] {
  return [showTime(floor), showTime(ours), (ours / floor).toFixed(2)];
}

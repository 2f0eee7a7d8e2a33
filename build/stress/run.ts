/** The long runs of each room, by the prefix of their names. */
const rooms: Record<string, () => Promise<{ main(names: string[]): Promise<number> }>> = {
  dev: () => import('./dev/run'),
  watch: () => import('./dev/watch'),
  engine: () => import('../../engine/stress/run'),
  composer: () => import('./composer/run'),
  client: () => import('./prisma-client'),
  names: () => import('./names/run'),
  testing: () => import('./testing/run'),
};

/** Runs the named ones (`client-edits`, or `client-edits=50` for 50 rounds), or all. Returns the exit status. */
export async function main(names: string[]): Promise<number> {
  const unknown = names.filter((name) => !((name.split('-')[0] ?? '') in rooms));
  if (unknown.length > 0) {
    process.stderr.write(`Unknown name ${unknown.join(', ')}.\n`);
    return 2;
  }
  let status = 0;
  for (const [room, load] of Object.entries(rooms)) {
    const own = names.filter((name) => name.startsWith(`${room}-`));
    if (names.length > 0 && own.length === 0) continue;
    const { main: run } = await load();
    status = Math.max(status, await run(own));
  }
  return status;
}

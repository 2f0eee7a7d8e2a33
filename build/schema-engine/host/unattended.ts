/** One of the many variables by which Prisma's command line sees that nobody is there to answer. */
const NOBODY = 'CONTINUOUS_INTEGRATION';
const NAMES = /^(-n|--name)(=|$)/;

/**
 * Keeps `migrate dev` from asking for the migration's name where no terminal is. Prisma means not to, but asks whenever
 * it sees no CI, and then waits for ever at an input that stays open. The migration gets no name, as in CI.
 * @param interactive whether somebody can answer.
 */
export function neverAskForName(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  interactive: boolean,
): void {
  const at = args.indexOf('migrate');
  const asks = at >= 0 && args[at + 1] === 'dev' && !args.some((arg) => NAMES.test(arg));
  if (asks && !interactive) environment[NOBODY] ||= 'true';
}

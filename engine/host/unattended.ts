/** One of the many variables from which Prisma's command line concludes that no user can answer. */
const NO_USER = 'CONTINUOUS_INTEGRATION';
const NAMES = /^(-n|--name)(=|$)/;

/**
 * Keeps `migrate dev` from asking for the migration's name without a terminal. Prisma should not ask, but does
 * outside CI, and then waits forever if the input stays open. The migration gets no name, as in CI.
 * @param interactive whether a user can answer.
 */
export function neverAskForName(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  interactive: boolean,
): void {
  const at = args.indexOf('migrate');
  const asks = at >= 0 && args[at + 1] === 'dev' && !args.some((arg) => NAMES.test(arg));
  if (asks && !interactive) environment[NO_USER] ||= 'true';
}

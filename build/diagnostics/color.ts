import { createColors } from 'picocolors';

/**
 * Whether to write colours to a stream: the one rule for everything that Prismosaic prints. `NO_COLOR` says no,
 * `FORCE_COLOR` yes, and no when it is `0` or `false`; otherwise a terminal gets colours unless it is a dumb one.
 */
export function wantsColor(stream: { isTTY?: boolean }, environment: NodeJS.ProcessEnv): boolean {
  if (environment.NO_COLOR) return false;
  if (environment.FORCE_COLOR) return !/^(0|false)$/.test(environment.FORCE_COLOR);
  return stream.isTTY === true && environment.TERM !== 'dumb';
}

/** Functions that colour a text for a stream, or leave it as it is. */
export function colorsFor(
  stream: { isTTY?: boolean },
  environment: NodeJS.ProcessEnv = process.env,
): ReturnType<typeof createColors> {
  return createColors(wantsColor(stream, environment));
}

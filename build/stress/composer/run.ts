import { runRoom } from '../room';
import { concurrent } from './concurrent';
import { configurations } from './configurations';
import { kills } from './kills/kills';
import { malformed } from './malformed/malformed';
import { orders } from './orders';
import { paths } from './paths/paths';
import { outputs } from './refusals/outputs';
import { system } from './refusals/system';
import { sequences } from './sequences';

/** Runs the named long runs, or all. Returns the exit status. */
export function main(names: string[]): Promise<number> {
  return runRoom(
    'composer',
    { malformed, kills, concurrent, outputs, system, sequences, configurations, orders, paths },
    names,
  );
}

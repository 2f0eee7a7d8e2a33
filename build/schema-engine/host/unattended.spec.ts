import { expect, test } from '@jest/globals';
import { neverAskForName } from './unattended';

const NOBODY = { CONTINUOUS_INTEGRATION: 'true' };

test.each([
  ['migrate dev', false, NOBODY],
  ['--config other.ts migrate dev', false, NOBODY],
  ['migrate dev --create-only', false, NOBODY],
  ['migrate dev', true, {}],
  ['migrate dev --name x', false, {}],
  ['migrate dev --name=x', false, {}],
  ['migrate dev -n x', false, {}],
  ['dev', false, {}],
  ['migrate reset', false, {}],
  ['db push', false, {}],
])('prisma %s, in a terminal: %s', (line, interactive, expected) => {
  const environment: NodeJS.ProcessEnv = {};
  neverAskForName(line.split(' '), environment, interactive);
  expect(environment).toEqual(expected);
});

import { expect, test } from '@jest/globals';
import { neverAskForName } from './unattended';

const NO_USER = { CONTINUOUS_INTEGRATION: 'true' };

test.each([
  ['migrate dev', false, NO_USER],
  ['--config other.ts migrate dev', false, NO_USER],
  ['migrate dev --create-only', false, NO_USER],
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

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { EnvironmentFile } from './environment';

let root: string;
beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'prismosaic-environment-'));
});
afterEach(() => fs.rmSync(root, { recursive: true }));

const write = (text: string) => fs.writeFileSync(path.join(root, '.env'), text);

test('variables of the file are added, changed and removed; variables set before stay', () => {
  const environment: NodeJS.ProcessEnv = { OWN: 'own' };
  const file = new EnvironmentFile(root, environment);
  expect(file.read()).toEqual([]);

  write('A=1\nB=2\nOWN=other');
  expect(file.read()).toEqual(['A', 'B']);
  expect(environment).toEqual({ OWN: 'own', A: '1', B: '2' });
  expect(file.read()).toEqual([]);

  write('B=3\nC=4');
  expect(file.read()).toEqual(['A', 'B', 'C']);
  expect(environment).toEqual({ OWN: 'own', B: '3', C: '4' });

  fs.rmSync(path.join(root, '.env'));
  expect(file.read()).toEqual(['B', 'C']);
  expect(environment).toEqual({ OWN: 'own' });
});

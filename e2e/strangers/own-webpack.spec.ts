import { afterAll } from '@jest/globals';
import { livesWell } from './life';
import { commands, firstComponent, writeOwnBundler } from './own-bundler';
import { Stranger } from './stranger';

// Nest 11 as CommonJS with a webpack configuration of its own, ts-loader, ts-jest, and modules instead of components.
const stranger = new Stranger('own-webpack');
afterAll(() => stranger.dispose());

writeOwnBundler(stranger, {
  nest: '11',
  bundler: 'webpack',
  bundlerVersion: '^5.100.0',
  prisma: '^7.4.0',
  client: '^7.4.0',
});
livesWell(stranger, commands, firstComponent);

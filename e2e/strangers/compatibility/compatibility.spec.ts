import { afterAll, describe, expect, test } from '@jest/globals';
import { livesWell } from '../life';
import { commands, firstComponent, type Versions, writeOwnBundler } from '../own-bundler';
import { Stranger } from '../stranger';
import { record } from './record';

const webpack = { bundler: 'webpack', bundlerVersion: '^5.100.0' } as const;
const rspack1 = { bundler: 'rspack', bundlerVersion: '^1.0.0' } as const;
const rspack2 = { bundler: 'rspack', bundlerVersion: '^2.0.0' } as const;
const prisma = (version: string, client = version) => ({ prisma: version, client });

// Each Node with each Nest; each bundler with each Nest, and with the oldest and the newest Node.
const combinations: (Versions & { node: string })[] = [
  { node: '20.19', nest: '11', ...webpack, ...prisma('7.4.2') },
  { node: '20.19', nest: '12', ...rspack2, ...prisma('7.10.1', '7.10.0') },
  { node: '22', nest: '11', ...rspack2, ...prisma('7.6.0') },
  { node: '22', nest: '12', ...rspack1, ...prisma('7.8.0') },
  { node: '24', nest: '11', ...rspack1, ...prisma('7.9.1') },
  { node: '24', nest: '12', ...webpack, ...prisma('7.7.0') },
  { node: '26', nest: '11', ...webpack, ...prisma('7.10.1', '7.10.0') },
  { node: '26', nest: '12', ...rspack2, ...prisma('7.5.0') },
  { node: '26', nest: '12', ...rspack1, ...prisma('7.10.1', '7.10.0') },
];
/** To try one version of Node alone. */
const only = process.env.ONLY_NODE;

describe.each(combinations.filter(({ node }) => only === undefined || node === only))(
  'Node $node, Nest $nest, $bundler $bundlerVersion, Prisma $prisma',
  (versions) => {
    const stranger = new Stranger('compatible');
    afterAll(() => stranger.dispose());
    writeOwnBundler(stranger, versions);

    livesWell(stranger, commands, firstComponent);

    test('was tried with these versions', () => {
      const node = stranger.must('npx node --version').trim().slice(1);
      expect(node.startsWith(`${versions.node}.`)).toBe(true);
      const bundler = versions.bundler === 'webpack' ? 'webpack' : '@rspack/core';
      const installed = stranger.installed('@nestjs/core', bundler, 'prisma');
      record({
        node,
        nest: installed['@nestjs/core'] ?? '',
        bundler: `${versions.bundler} ${installed[bundler]}`,
        prisma: installed.prisma ?? '',
      });
    });
  },
);

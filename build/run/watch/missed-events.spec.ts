import fs from 'node:fs';
import { expect, test } from '@jest/globals';
import { model, TemporaryProject } from '../../test-kit/composer/project';
import { watchAndCompose } from './compose-watch';

test('components that come and go while their folders are being read are all composed', async () => {
  const project = new TemporaryProject().write('package.json', '{}').schema('shop', model('Shop'));
  const over = new AbortController();
  let rounds = 0;
  let here = false;
  try {
    await watchAndCompose({
      root: project.root,
      generate: false,
      signal: over.signal,
      onRun: () => {
        if (project.has('prisma/schema/blog.prisma') !== here) return;
        rounds += 1;
        if (rounds === 60) return over.abort();
        here = !here;
        if (here) project.schema('blog', model('Post'));
        else fs.rmSync(project.path('src/components/blog'), { recursive: true });
      },
    });
    expect(rounds).toBe(60);
  } finally {
    project.dispose();
  }
}, 60_000);

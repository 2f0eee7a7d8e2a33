import { defineConfig } from 'prismosaic/config';

export default defineConfig({
  application: {
    startArgs: ['--seed'],
    seedArgs: ['--seed-only'],
    open: '/demo/posts',
    reservedNames: ['assets', 'health', 'page'],
  },
});

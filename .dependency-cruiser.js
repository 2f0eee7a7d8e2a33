// Who may import whom. `npm run imports` fails on a violation.
const test = '(\\.spec\\.tsx?$|/test/|^build/(test-kit|stress)/|^engine/(testing|matrix|stress)/)';
const loader = '^build/ground/load-typescript\\.js$';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'composer-knows-no-bundler-and-no-nest',
      severity: 'error',
      from: { path: '^build/(composer|diagnostics|files|prisma-client)/' },
      to: {
        path: [
          '^node_modules/(webpack|@rspack|@nestjs)',
          '^build/(webpack|run|cli|postgres|jest|worker-schemas)/',
          '^(src|runtime)/',
        ],
      },
    },
    {
      name: 'files-know-no-prisma',
      severity: 'error',
      from: { path: '^build/files/', pathNot: test },
      to: { path: '^node_modules/(@prisma|prisma)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'build-knows-no-application-and-no-runtime',
      severity: 'error',
      from: { path: '^build/', pathNot: test },
      to: { path: '^(src|runtime)/' },
    },
    {
      name: 'engine-stands-alone',
      comment: 'Others install it without the rest of Prismosaic.',
      severity: 'error',
      from: { path: '^engine/' },
      to: { path: '^(build|src|runtime)/', pathNot: loader },
    },
    {
      name: 'runtime-stands-alone',
      comment: 'Production installs it without the tools.',
      severity: 'error',
      from: { path: '^runtime/', pathNot: test },
      to: { path: ['^(build|engine|src)/', '^node_modules/(webpack|jest|@jest)'], pathNot: loader },
    },
    {
      name: 'others-read-and-run-sql-by-public-indexes',
      severity: 'error',
      from: { pathNot: '^engine/' },
      to: { path: '^engine/(sql|script)/', pathNot: '^engine/(sql|script)/index\\.[jt]s$' },
    },
    {
      name: 'tools-use-the-engine-by-its-name',
      severity: 'error',
      from: { path: '^build/', pathNot: test },
      to: { path: '^engine/', dependencyTypes: ['local'] },
    },
    {
      name: 'prisma-internals-in-few-rooms',
      severity: 'error',
      from: {
        path: '^build/',
        pathNot: ['^build/(composer/check|prisma-client|prisma|prisma-cli|editor|doctor)/', test],
      },
      to: { path: '^node_modules/@prisma/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'application-uses-packages-by-their-names',
      severity: 'error',
      from: { path: '^src/', pathNot: test },
      to: { path: '^(build|engine|runtime)/', dependencyTypesNot: ['aliased-workspace'] },
    },
    {
      name: 'production-code-knows-no-tests',
      severity: 'error',
      from: { path: '^(src|runtime)/', pathNot: [test, '^runtime/testing/'] },
      to: {
        path: [
          '^build/',
          '^runtime/testing/',
          '/test/',
          '^node_modules/(@jest|jest|@nestjs/testing|supertest)',
        ],
        pathNot: loader,
      },
    },
    {
      name: 'component-uses-only-public-index-of-another',
      severity: 'error',
      from: { path: '^src/components/([^/]+)/' },
      to: {
        path: '^src/components/[^/]+/',
        pathNot: ['^src/components/$1/', '^src/components/[^/]+/(index|test/rows)\\.ts$'],
      },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      // It wraps a compiled file, which only the published package has.
      from: { pathNot: '^build/vitest/global-setup\\.mjs$' },
      to: { couldNotResolve: true, pathNot: '^node:' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^src/(database|databases/[^/]+)/client/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};

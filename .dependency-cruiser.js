// Who may import whom. `npm run imports` fails on a violation.
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
      from: { path: '^build/(composer|diagnostics)/' },
      to: {
        path: [
          '^node_modules/(webpack|@rspack|@nestjs)',
          '^build/(webpack|dev|start|cli|postgres|schema-engine)/',
          '^src/',
        ],
      },
    },
    {
      name: 'schema-engine-stands-alone',
      comment: 'Others install it without the rest of Prismosaic.',
      severity: 'error',
      from: { path: '^build/schema-engine/' },
      to: { path: '^(build|src)/', pathNot: ['^build/schema-engine/', '^build/load-typescript\\.js$'] },
    },
    {
      name: 'others-read-and-run-sql-by-public-indexes',
      severity: 'error',
      from: { pathNot: '^build/schema-engine/' },
      to: {
        path: '^build/schema-engine/(sql|script)/',
        pathNot: '^build/schema-engine/(sql|script)/index\\.ts$',
      },
    },
    {
      name: 'prisma-internals-behind-two-files',
      severity: 'error',
      from: {
        path: '^build/composer/',
        pathNot: ['^build/composer/((check|generate)(\\.|/)|testing/|stress/)', '\\.spec\\.ts$'],
      },
      to: { path: '^node_modules/@prisma/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'application-knows-no-build-time',
      severity: 'error',
      from: { path: '^src/', pathNot: '(\\.spec\\.tsx?$|/test/|^src/database/testing/)' },
      to: { path: '^build/' },
    },
    {
      name: 'production-code-knows-no-tests',
      severity: 'error',
      from: { path: '^src/', pathNot: '(\\.spec\\.tsx?$|/test/|^src/database/testing/)' },
      to: {
        path: [
          '^src/database/testing/',
          '^src/components/[^/]+/test/',
          '^node_modules/(@jest|jest|@nestjs/testing|supertest)',
        ],
      },
    },
    {
      name: 'runtime-knows-no-component',
      severity: 'error',
      from: { path: '^src/database/' },
      to: { path: ['^src/components/', '^node_modules/(webpack|jest)'] },
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
      from: {},
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

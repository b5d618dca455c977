// Which part of the house may import which (see docs/ARCHITECTURE.md). Imports point one way:
// kit <- commands, bots and the parts of src <- app <- main, cli. Type-only imports count too.

/**
 * What each part of src may import beside itself, the kit and packages.
 * A new part gets a line here before it gets a file.
 */
const parts = {
  store: ['src/start-worker.ts'],
  insight: ['src/store'],
  runtime: ['src/store'],
  export: ['src/store', 'src/insight', 'src/worker-talk.ts'],
  upkeep: ['src/store', 'src/runtime', 'src/worker-talk.ts'],
  books: ['src/store', 'src/runtime', 'src/worker-talk.ts'],
  'fair-draw': ['src/worker-talk.ts'],
};

/** Single files at the top of src that know nothing but the kit and each other. */
const leaves = [
  'accounts',
  'config',
  'host',
  'log',
  'start-worker',
  'worker-talk',
  'secrets',
  'discreet-bot',
];

const test = '[.]test[.]ts$';
const here = (/** @type {string} */ path) => `^${path}(?:/|$)`;
const leafFiles = `^src/(?:${leaves.join('|')})[.]ts$`;

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const everywhere = [
  {
    name: 'no-cycle',
    comment: 'Two files that need each other are one file, or hide a third.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'no-unresolved',
    comment: 'The file or package is not there, or not in package.json.',
    from: {},
    to: { couldNotResolve: true },
  },
];

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const directions = [
  {
    name: 'kit-stands-alone',
    comment: 'The kit is pure types and functions: it imports nothing of ours, and no I/O.',
    from: { path: '^src/kit/', pathNot: test },
    to: { pathNot: ['^src/kit/', '(?:^|/)node_modules/(?:zod|kysely|fastest-levenshtein)/'] },
  },
  {
    name: 'feature-imports-kit-and-itself',
    comment: 'What features need from each other goes through the kit.',
    from: { path: '^commands/([^/]+)/', pathNot: test },
    to: {
      pathNot: [
        '^src/kit/index[.]ts$',
        '^commands/$1/',
        '(?:^|/)node_modules/(?:zod|node-cron|tyme4ts)/',
      ],
    },
  },
  {
    name: 'bot-imports-kit-and-itself',
    comment: 'A bot may use packages to reach its platform, but nothing else of ours.',
    from: { path: '^bots/([^/]+)/', pathNot: test },
    to: {
      path: '^(?:src|bots|commands)/',
      pathNot: ['^src/kit/index[.]ts$', '^bots/$1/'],
    },
  },
  {
    name: 'lists-name-folders-only',
    comment: 'commands/index.ts and bots/index.ts list what is built in, and do nothing else.',
    from: { path: '^(commands|bots)/[^/]+[.]ts$', pathNot: test },
    to: { pathNot: ['^src/kit/index[.]ts$', '^$1/[^/]+/index[.]ts$'] },
  },
  {
    name: 'leaf-imports-kit-and-leaves',
    comment: 'Configuration, clock and log must be usable before anything else exists.',
    from: { path: leafFiles, pathNot: test },
    to: {
      path: '^(?:src|bots|commands)/',
      pathNot: ['^src/kit/', leafFiles],
      // They may be the real thing behind an interface that another part declares.
      dependencyTypesNot: ['type-only'],
    },
  },
  ...Object.entries(parts).map(([part, others]) => ({
    name: `${part}-looks-down`,
    comment: `src/${part} imports the kit, itself and: ${others.join(', ')}.`,
    from: { path: here(`src/${part}`), pathNot: test },
    to: {
      path: '^(?:src|bots|commands)/',
      pathNot: ['^src/kit/', here(`src/${part}`), ...others.map(here)],
    },
  })),
  {
    name: 'part-has-a-line',
    comment: 'A folder of src that the table of parts above does not name.',
    from: {
      path: '^src/[^/]+/',
      pathNot: `^src/(?:kit|testing|cli|${Object.keys(parts).join('|')})/`,
    },
    to: {},
  },
  {
    name: 'nobody-imports-the-top',
    comment: 'Only the top of the house (app, main, cli, testing) knows the top.',
    from: {
      path: '^(?:src|bots|commands)/',
      pathNot: [test, '^src/(?:app|assemble|main|cli|qunli)[.]m?[jt]s$', '^src/(?:cli|testing)/'],
    },
    to: { path: '^src/(?:(?:app|assemble|main|cli)[.]ts$|cli/|testing/)' },
  },
  {
    name: 'product-does-not-import-tests',
    comment: 'What runs must not need what tests it.',
    from: { path: '^(?:src|bots|commands)/', pathNot: test },
    to: { path: ['^(?:test|bench|scripts)/', test] },
  },
];

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const doors = [
  {
    name: 'one-door-to-sqlite',
    comment: 'One file knows the driver, so that another database can stand beside it.',
    from: { path: '^(?:src|bots|commands)/', pathNot: ['^src/store/sqlite[.]ts$', test] },
    to: { path: '(?:^|/)better-sqlite3(?:/|$)' },
  },
  {
    name: 'one-door-to-the-log',
    comment: 'One file decides how a line is written, and which secrets print as ***.',
    from: { path: '^(?:src|bots|commands)/', pathNot: ['^src/log[.]ts$', test] },
    to: { path: '(?:^|/)(?:pino|pino-pretty)(?:/|$)' },
  },
  {
    name: 'no-dev-package-in-the-product',
    comment: '`npm ci --omit=dev` must leave a bot that runs.',
    from: { path: '^(?:src|bots|commands)/', pathNot: [test, '^src/testing/'] },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '/@types/' },
  },
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...[...everywhere, ...directions, ...doors].map((rule) => ({
      severity: /** @type {const} */ ('error'),
      ...rule,
    })),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(?:dist|test/fixtures)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['node', 'import', 'require', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.cjs', '.js', '.json'],
    },
  },
};

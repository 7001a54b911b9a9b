// The import law of ARCHITECTURE.md as data. A layer names what it may import from this
// repository (itself is understood); nobody is excepted, and tests may import anything.
const server = (...names) => `^server/(${names.join('|')})/`;
const transports = ['trpc', 'grpc', 'rest', 'http', 'worker', 'cli'];
const fixed = ['domain', 'platform', 'cache', 'changes', 'auth', 'sync', 'boot', ...transports];

/** What a transport may reach beyond nouns: two hand calls on to the contract, whose answers are kept ready. */
const reach = { http: [server('trpc')], grpc: [server('trpc')], trpc: [server('cache')] };

const noun = `^server/(?!(?:${fixed.join('|')})/)([^/]+)/`;
const schema = `${noun}schema[.]ts$`;
const db = '^(db|drizzle)/';
const domain = server('domain');
const contract = [domain, schema, '^server/sync/schema[.]ts$'];
const storeAndIntents =
  '^app/_client/(store|intents|loads|router|clock|device-zone|storage|account|ask|notices|sending/sync-state|effects/late-repeats|live/live-when-idle|presence/shown|until-here|until-at-rest)([/.]|$)';
const trpcRoot = '^server/trpc/root[.]ts$';
const nextFile = '(.*/|)(route|layout|page)[.]tsx?$';
const tests = [
  '[.](test|e2e|bench)[.]tsx?$',
  '/testing/',
  '^(test|e2e|bench)/',
  '^[^/]+[.]config[.]',
];

const routes = {
  may: [...contract, '^app/(?!_)', '^app/_(ui|i18n|features)/', storeAndIntents],
  not: ['@trpc', '@tanstack/react-query', 'drizzle-orm', 'pg', 'ioredis'],
};

/** `npm`: the only packages allowed; `not`: packages refused; `types`: importable as types only. */
const layers = [
  {
    name: 'domain',
    from: domain,
    may: [],
    npm: ['zod', 'fractional-indexing', 'temporal-polyfill', 'diff'],
  },
  { name: 'db', from: db, may: [domain] },
  { name: 'platform', from: server('platform'), may: [domain], types: [db, server('cache')] },
  { name: 'cache', from: server('cache'), may: [server('platform', 'domain'), db] },
  { name: 'changes', from: server('changes'), may: [server('platform', 'domain', 'cache'), db] },
  { name: 'auth', from: server('auth'), may: [server('platform', 'domain', 'cache'), db] },
  {
    name: 'noun',
    from: noun,
    may: [server('platform', 'domain', 'cache', 'changes', 'auth'), db, noun],
  },
  {
    name: 'sync',
    from: server('sync'),
    may: [server('platform', 'domain', 'cache', 'changes', 'auth'), db, noun],
  },
  ...transports.map((name) => ({
    name,
    from: server(name),
    may: [server('auth', 'platform', 'domain', 'sync'), noun, ...(reach[name] ?? [])],
    not: ['drizzle-orm', 'pg', 'ioredis', 'rate-limiter-flexible'],
  })),
  { name: 'boot', from: '^server/(boot/|main[.]ts$)', may: ['^(server|db|drizzle)/'] },
  {
    name: 'ui',
    from: '^app/_ui/',
    may: [domain, '^app/_i18n/', '^app/_client/(router|clock|storage)([/.]|$)'],
    not: ['@trpc', '@tanstack/react-query', 'next-auth'],
  },
  { name: 'i18n', from: '^app/_i18n/', may: [domain], not: ['@trpc'] },
  { name: 'client', from: '^app/_client/', may: [...contract, '^app/_i18n/'], types: [trpcRoot] },
  {
    name: 'features',
    from: '^app/_features/',
    may: [...contract, '^app/_(ui|i18n)/', storeAndIntents],
    not: ['@trpc', '@tanstack/react-query'],
  },
  { name: 'routes', from: `^app/(?!_)(?!${nextFile})`, ...routes },
  { name: 'pages', from: `^app/(?!_)${nextFile}`, ...routes, may: [...routes.may, server('auth')] },
  { name: 'bin', from: '^bin/', may: ['^(server|db)/', '^package[.]json$'] },
];

/** Matches packages where they are installed, and by their bare names where they are not. */
const packages = (names) => [
  `^node_modules/(@types/)?(${names.join('|')})/`,
  `^(${names.join('|')})(/|$)`,
];
const forbid = (name, from, to) => ({ name, severity: 'error', from, to });

const layerRules = layers.flatMap(({ name, from, may, npm, not, types = [] }) => {
  const inside = { path: from, pathNot: tests };
  const local = ['^node_modules/', from, ...may, ...types];
  return [
    forbid(`${name}-imports`, inside, { pathNot: local, dependencyTypesNot: ['core', 'unknown'] }),
    ...types.map((path) =>
      forbid(`${name}-types-only`, inside, { path, dependencyTypesNot: ['type-only'] }),
    ),
    ...(npm
      ? [
          forbid(`${name}-packages`, inside, { path: '^node_modules/', pathNot: packages(npm) }),
          forbid(`${name}-packages`, inside, { dependencyTypes: ['core'] }),
        ]
      : []),
    ...(not ? [forbid(`${name}-packages`, inside, { path: packages(not) })] : []),
  ];
});

export default {
  forbidden: [
    ...layerRules,
    forbid(
      'other-nouns',
      { path: noun, pathNot: tests },
      { path: `${noun}(policy[.]|get-|list-|count-|search-)`, pathNot: '^server/$1/' },
    ),
    forbid('app-is-a-leaf', { pathNot: ['^app/', ...tests] }, { path: '^app/' }),
    forbid('nothing-imports-tests', { pathNot: tests }, { path: tests.slice(0, 3) }),
    forbid('no-cycles', {}, { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }),
    forbid('resolvable', {}, { couldNotResolve: true, path: '^[.]' }),
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    preserveSymlinks: true,
    doNotFollow: { path: '^node_modules/' },
    exclude: { path: '^([.]next|data|test-results|playwright-report)/' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};

// What there is to check. The static part needs no database and takes seconds.
import process from 'node:process';

const vitest = (project, ...more) => [
  'vitest',
  'run',
  '--project',
  project,
  '--reporter=default',
  '--reporter=json',
  '--outputFile.json={report}',
  ...more,
];

const unit = vitest('unit', '--project', 'page');

/** The longest first, so that two at once end together. */
export const staticSteps = [
  { name: 'unit', command: unit, counts: 'vitest', env: { TZ: 'UTC' } },
  { name: 'lint', command: ['oxlint', '--type-aware', '--deny-warnings'] },
  { name: 'types', command: ['node', 'bin/lib/test-types.mjs'] },
  { name: 'layers', command: ['node', 'bin/lib/test-layers.mjs'] },
  { name: 'dead-code', command: ['knip', '--no-progress'] },
  { name: 'format', command: ['oxfmt', '--check'] },
  { name: 'drift', command: ['node', 'bin/lib/test-drift.mjs'] },
  { name: 'proto', command: ['node', 'bin/lib/test-proto.mjs'] },
];

// Dates come out right wherever the process runs; all else runs in UTC.
const zones = ['America/New_York', 'Asia/Tokyo', 'Pacific/Apia'];
/** All but the checks of the sources themselves. */
const withDays = ['app/', 'db/', 'server/'];
/** What Postgres has to do with days and times. */
const ofDays = [
  'recurr',
  'settle-missed',
  'server/reminder/',
  'hot-tasks',
  'filter-sql',
  'list-completed.db',
];

const daysFarAway = {
  name: 'zone Pacific/Apia, database',
  command: vitest('db', ...ofDays),
  counts: 'vitest',
  env: { TZ: 'Pacific/Apia' },
  secondTry: true,
  tools: true,
};

/** What takes minutes: planted violations for the tools, then Postgres, HTTP and the browser. */
export const slowSteps = [
  ...zones.map((zone) => ({
    name: `zone ${zone}`,
    command: process.env.LONG ? unit : [...unit, ...withDays],
    counts: 'vitest',
    env: { TZ: zone },
  })),
  ...(process.env.LONG ? [daysFarAway] : []),
  { name: 'gate', command: vitest('gate'), counts: 'vitest' },
  { name: 'db', command: vitest('db'), counts: 'vitest', secondTry: true, tools: true },
  {
    name: 'scale',
    // What the long form measures is measured alone.
    command: vitest('scale', ...(process.env.LONG ? ['--no-file-parallelism'] : [])),
    counts: 'vitest',
    secondTry: true,
    tools: true,
  },
  { name: 'build', command: ['node', 'bin/lib/test-build.mjs'] },
  {
    name: 'browser',
    command: ['playwright', 'test', '--retries=1', '--reporter=list,json'],
    counts: 'playwright',
    tools: true,
  },
];

const firstWord = (name) => name.split(' ')[0];

/** The names that `--only` takes. */
export function stepNames() {
  return [...new Set([...staticSteps, ...slowSteps].map(({ name }) => firstWord(name)))];
}

/**
 * The steps that were asked for.
 * `only` holds names, all where empty; `filters` parts of paths, for the steps that run tests: without
 * `only` nothing else runs then.
 * @param {(import('./test-run.mjs').Step & { tools?: boolean })[]} steps
 * @param {{ only: string[], filters: string[] }} wanted
 */
export function chooseSteps(steps, { only, filters }) {
  return steps
    .filter(({ name }) => only.length === 0 || only.includes(firstWord(name)))
    .filter(
      ({ name, counts }) =>
        filters.length === 0 ||
        only.length > 0 ||
        (counts !== undefined && firstWord(name) !== 'zone'),
    )
    .map((step) => (step.counts && filters.length > 0 ? narrow(step, filters) : step));
}

function narrow(step, filters) {
  const none = step.counts === 'vitest' ? '--passWithNoTests' : '--pass-with-no-tests';
  return { ...step, mayBeEmpty: true, command: [...step.command, none, ...filters] };
}

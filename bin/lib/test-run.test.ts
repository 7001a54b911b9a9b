import process from 'node:process';
import { expect, onTestFinished, test, vi } from 'vitest';
import { countTests } from './test-count.mjs';
import { figuresOf, newsOf, printSum, runStep, runSteps } from './test-run.mjs';
import { chooseSteps, slowSteps, staticSteps } from './test-steps.mjs';

const node = (code: string) => ['node', '-e', code];
const writing = (report: object) =>
  node(`fs.writeFileSync('{report}', ${JSON.stringify(JSON.stringify(report))})`);

test.each([
  ['a tool that is content', node('console.log(1)'), 1, 0],
  ['a tool that finds something', node('process.exit(3)'), 0, 1],
  ['a tool that is not there', ['no-such-program'], 0, 1],
])('%s is one check', async (name, command, passed, failed) => {
  expect(await runStep({ name, command })).toMatchObject({ passed, failed });
});

const report = { numPassedTests: 5, numFailedTests: 0, testResults: [] };

test.each([
  ['tests that pass', report, 5, 0],
  ['tests of which one fails', { ...report, numFailedTests: 1 }, 5, 1],
  ['no tests', { ...report, numPassedTests: 0 }, 0, 1],
  [
    'a file that cannot be loaded',
    { ...report, testResults: [{ status: 'failed', assertionResults: [] }] },
    5,
    1,
  ],
])('%s are counted', async (name, said, passed, failed) => {
  const step = { name, command: writing(said), counts: 'vitest' };
  expect(await runStep(step)).toMatchObject({ passed, failed });
});

test('a runner that dies after its tests has failed', async () => {
  const command = node(
    `fs.writeFileSync('{report}', ${JSON.stringify(JSON.stringify(report))}); process.exit(1)`,
  );
  const step = { name: 'dies', command, counts: 'vitest' };
  expect(await runStep(step)).toMatchObject({ passed: 5, failed: 1 });
});

const flakySpec = (title: string) => ({ file: 'a.e2e.ts', title, tests: [{ status: 'flaky' }] });
const stable = { file: 'a.e2e.ts', title: 'b', tests: [{ status: 'expected' }] };

test('a browser test that needs its second try is named, and broken ones are failures', () => {
  const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 4 };
  const suites = [{ specs: [stable], suites: [{ specs: [flakySpec('late')] }] }];
  const counted = countTests('playwright', { stats, suites, errors: [{}] });
  expect(counted).toEqual({ passed: 4, failed: 2, flaky: ['a.e2e.ts: late'] });
});

test('where more than two need it, all of these are failures', () => {
  const stats = { expected: 3, unexpected: 0, flaky: 3, skipped: 0 };
  const suites = [{ specs: ['x', 'y', 'z'].map(flakySpec) }];
  expect(countTests('playwright', { stats, suites, errors: [] })).toMatchObject({
    passed: 3,
    failed: 3,
  });
});

/** A runner whose tests fail as the file says, and pass where it is told the file that they are in. */
function lateRunner(failing: string[]) {
  const result = (status: string) => ({
    numPassedTests: 9 - (status === 'failed' ? failing.length : 0),
    numFailedTests: status === 'failed' ? failing.length : 0,
    testResults: failing.map((fullName) => ({
      name: '/x/late.test.ts',
      status,
      assertionResults: [{ status, fullName }],
    })),
  });
  const [bad, good] = [result('failed'), result('passed')].map((one) => JSON.stringify(one));
  return node(
    `const again = process.argv.length > 1; fs.writeFileSync('{report}', JSON.stringify(again ? ${good} : ${bad})); process.exit(again ? 0 : 1)`,
  );
}

test('a test that passes when its file runs again alone is named, where the step may try twice', async () => {
  const step = { name: 'late', command: lateRunner(['one']), counts: 'vitest' };
  expect(await runStep(step)).toMatchObject({ passed: 8, failed: 1, flaky: [] });
  expect(await runStep({ ...step, secondTry: true })).toMatchObject({
    passed: 9,
    failed: 0,
    flaky: ['late.test.ts: one'],
  });
});

test('one that found a promise broken has no second try, and one that came to no end has', async () => {
  const says = (message: string) => {
    const test = {
      status: 'failed',
      title: 'I7: a',
      fullName: 'I7: a',
      failureMessages: [message],
    };
    const testResults = [{ name: '/x/a.test.ts', status: 'failed', assertionResults: [test] }];
    const bad = JSON.stringify({ ...report, numFailedTests: 1, testResults });
    return node(
      `const again = process.argv.length > 1; fs.writeFileSync('{report}', again ? '${JSON.stringify(report)}' : ${JSON.stringify(bad)}); process.exit(again ? 0 : 1)`,
    );
  };
  const step = { name: 'promise', counts: 'vitest', secondTry: true };
  const run = (message: string) => runStep({ ...step, command: says(message) });
  expect(await run('AssertionError: expected 1 to be 2')).toMatchObject({ failed: 1, flaky: [] });
  expect(await run('Error: Test timed out in 5000ms.')).toMatchObject({ failed: 0 });
});

test.each([
  ['more than two', lateRunner(['one', 'two', 'three']), 3],
  [
    'a file that cannot be loaded',
    writing({ ...report, testResults: [{ name: 'a', status: 'failed', assertionResults: [] }] }),
    1,
  ],
  [
    'one that fails again',
    writing({
      ...report,
      numFailedTests: 1,
      testResults: [
        { name: 'a', status: 'failed', assertionResults: [{ status: 'failed', fullName: 'b' }] },
      ],
    }),
    1,
  ],
])('%s are failures, with a second try or without', async (_, command, failed) => {
  const step = { name: 'broken', command, counts: 'vitest', secondTry: true };
  expect(await runStep(step)).toMatchObject({ failed, flaky: [] });
});

/** What is printed and left as the exit code by `work`. */
async function printed(work: () => unknown): Promise<{ lines: string[]; code: unknown }> {
  const before = process.exitCode;
  const lines: string[] = [];
  const spy = vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  onTestFinished(() => {
    spy.mockRestore();
    process.exitCode = before;
  });
  process.exitCode = undefined;
  await work();
  const code = process.exitCode;
  process.exitCode = before;
  return { lines, code };
}

test.each([
  [
    [
      { name: 'a', passed: 2, failed: 0 },
      { name: 'b', passed: 1, failed: 0 },
    ],
    '3 passed, 0 failed',
    0,
  ],
  [
    [
      { name: 'a', passed: 2, failed: 0 },
      { name: 'b', passed: 1, failed: 4 },
    ],
    '3 passed, 4 failed',
    1,
  ],
  [[], '0 passed, 0 failed', 1],
])('%j ends with %j', async (results, last, code) => {
  const said = await printed(() => {
    printSum(results);
  });
  expect(said.lines.at(-1)).toBe(last);
  expect(said.code).toBe(code);
});

test('steps go on after a failure, whose output alone is shown', async () => {
  const steps = [
    { name: 'bad', command: node("console.log('why'); process.exit(1)") },
    { name: 'good', command: node("console.log('quiet')") },
  ];
  const { lines } = await printed(() => runSteps(steps, 1));
  expect(lines[0]).toMatch(/^FAILED {2}bad /);
  expect(lines[1]).toContain('why');
  expect(lines[2]).toMatch(/^ok {6}good /);
  expect(lines).toHaveLength(3);
});

test('steps can be chosen by name and narrowed by a path', () => {
  const all = [...staticSteps, ...slowSteps];
  const names = (only: string[], filters: string[]) =>
    chooseSteps(all, { only, filters }).map(({ name }) => name);
  expect(names([], [])).toHaveLength(all.length);
  expect(names(['db'], [])).toEqual(['db']);
  expect(names([], ['task'])).toEqual(['unit', 'gate', 'db', 'scale', 'browser']);
  expect(chooseSteps(all, { only: ['db'], filters: ['task'] })[0]?.command.at(-1)).toBe('task');
});

test('of a step that went well only its figures are printed', () => {
  expect(figuresOf(' ✓ one\nfigures: {"lost":0}\n')).toBe('figures: {"lost":0}');
});

test('of a step that failed only that is printed which did not pass', () => {
  const said =
    ' ✓ |db| a.test.ts (3 tests)\n   ✓ one 300ms\n FAIL  b.test.ts > two\n  ✘  4 three\n';
  expect(newsOf(said)).toBe(' FAIL  b.test.ts > two\n  ✘  4 three\n');
});

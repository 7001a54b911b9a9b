import { basename } from 'node:path';

/**
 * Processes and browsers on a busy machine are late now and then: so many tests may need their second try, and are
 * named. With more of them it is not the machine.
 */
export const mostFlaky = 2;

/**
 * How many tests a runner's JSON report speaks of. A file that could not be loaded is one failure.
 * @param runner `vitest` or `playwright`
 */
export function countTests(runner, report) {
  if (!report) return { passed: 0, failed: 0 };
  if (runner === 'vitest') {
    const broken = report.testResults.filter(
      ({ status, assertionResults }) =>
        status === 'failed' && !assertionResults.some((one) => one.status === 'failed'),
    );
    return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length };
  }
  const { expected, unexpected } = report.stats;
  const flaky = (report.suites ?? []).flatMap(flakyIn);
  const tooMany = flaky.length > mostFlaky ? flaky.length : 0;
  return {
    passed: expected + flaky.length - tooMany,
    failed: unexpected + tooMany + report.errors.length,
    flaky,
  };
}

/** Said of a test that came to no answer in its time. */
const late = /timed out|in time/i;
/** A test whose name begins with the number of a promise. */
const ofPromise = /^I\d/;

/**
 * What failed of a report of vitest: the tests by name, and the files that they are in, which can be run once more.
 * `broken` are those that found a promise broken: once is enough, for chance decides what they try.
 * @returns {{ names: string[], files: string[], broken: string[] }}
 */
export function failuresIn(report) {
  const failed = (report?.testResults ?? []).filter(({ status }) => status === 'failed');
  const tests = failed.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .map((test) => ({ ...test, called: `${basename(name)}: ${test.fullName}` })),
  );
  const isBroken = ({ title = '', failureMessages = [] }) =>
    ofPromise.test(title) && !failureMessages.some((message) => late.test(message));
  return {
    names: tests.map(({ called }) => called),
    files: failed.map(({ name }) => name),
    broken: tests.filter(isBroken).map(({ called }) => called),
  };
}

/** The names of the tests that passed at their second try only. */
function flakyIn({ suites = [], specs = [] }) {
  const own = specs.filter(({ tests }) => tests.some(({ status }) => status === 'flaky'));
  return [...own.map(({ file, title }) => `${file}: ${title}`), ...suites.flatMap(flakyIn)];
}

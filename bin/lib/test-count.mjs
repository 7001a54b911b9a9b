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

/**
 * What failed of a report of vitest: the tests by name, and the files that they are in, which can be run once more.
 * @returns {{ names: string[], files: string[] }}
 */
export function failuresIn(report) {
  const failed = (report?.testResults ?? []).filter(({ status }) => status === 'failed');
  const names = failed.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName }) => `${basename(name)}: ${fullName}`),
  );
  return { names, files: failed.map(({ name }) => name) };
}

/** The names of the tests that passed at their second try only. */
function flakyIn({ suites = [], specs = [] }) {
  const own = specs.filter(({ tests }) => tests.some(({ status }) => status === 'flaky'));
  return [...own.map(({ file, title }) => `${file}: ${title}`), ...suites.flatMap(flakyIn)];
}

/**
 * A browser on a busy machine is late now and then: so many tests may need their second try, and are named. With more
 * of them it is not the machine.
 */
const mostFlaky = 2;

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

/** The names of the tests that passed at their second try only. */
function flakyIn({ suites = [], specs = [] }) {
  const own = specs.filter(({ tests }) => tests.some(({ status }) => status === 'flaky'));
  return [...own.map(({ file, title }) => `${file}: ${title}`), ...suites.flatMap(flakyIn)];
}

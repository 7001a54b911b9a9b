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
  const { expected, unexpected, flaky } = report.stats;
  return { passed: expected, failed: unexpected + flaky + report.errors.length };
}

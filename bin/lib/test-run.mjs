// Runs the steps of `npm test` and `npm run verify`, and says in one line each how they went.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import process from 'node:process';
import { root } from './root.mjs';
import { countTests, failuresIn, mostFlaky } from './test-count.mjs';

const path = [join(root, 'node_modules', '.bin'), dirname(process.execPath), process.env.PATH];
const patience = (process.env.LONG ? 120 : 45) * 60_000;
const running = new Set();

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string[]} command `{report}` in it becomes the path of a JSON report
 * @property {Record<string, string>} [env] on top of ours
 * @property {string} [counts] the runner whose report says how many tests passed; else it is one check
 * @property {boolean} [mayBeEmpty] true where no test may fit
 * @property {boolean} [secondTry] true where the files of vitest in which one or two tests failed run once more, alone
 */

/**
 * Runs one step to its end; a failure is an answer, not an error.
 * @param {Step} step
 */
export async function runStep(step) {
  const began = performance.now();
  const { failures, ...first } = await attempt(step);
  const again = { ...step, command: [...step.command, ...failures.files] };
  const isLate =
    step.secondTry && mayBeLate(first, failures) && (await attempt(again)).failed === 0;
  const late = { passed: first.passed + first.failed, failed: 0, flaky: failures.names };
  return { ...first, ...(isLate ? late : {}), seconds: (performance.now() - began) / 1000 };
}

/** A file that cannot be loaded, a broken promise, and a runner that fails by itself, are no tests that came late. */
function mayBeLate({ failed }, { names, broken }) {
  return failed > 0 && failed <= mostFlaky && names.length === failed && broken.length === 0;
}

/** @param {Step} step */
async function attempt({ name, command, env = {}, counts, mayBeEmpty }) {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-test-'));
  const report = join(folder, 'report.json');
  const [program, ...given] = command.map((part) => part.replace('{report}', report));
  const ended = await runProgram(program, given, { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report });
  const read = readReport(report);
  const counted = counts ? countTests(counts, read) : { passed: 0, failed: 0 };
  rmSync(folder, { recursive: true, force: true });
  // A runner that fails without a failed test, or ran none, has failed itself.
  const isEmpty = counted.passed === 0 && !mayBeEmpty;
  const silent = counts !== undefined && counted.failed === 0 && (ended.code !== 0 || isEmpty);
  const whole = counts ? 0 : 1;
  return {
    name,
    passed: counted.passed + (ended.code === 0 ? whole : 0),
    failed: counted.failed + (ended.code === 0 ? 0 : whole) + (silent ? 1 : 0),
    flaky: counted.flaky ?? [],
    failures: failuresIn(read),
    output: ended.output,
  };
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Runs a program of the project to its end; it is a group of its own, so that its children end with it. */
async function runProgram(program, args, env) {
  const child = spawn(program, args, {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env, PATH: path.join(delimiter), NO_COLOR: '1' },
  });
  running.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (output += text));
  }
  const timer = setTimeout(() => {
    output += `\nended after ${patience / 60_000} minutes\n`;
    endGroup(child, 'SIGKILL');
  }, patience);
  const code = await new Promise((resolve) => {
    child.once('error', (error) => {
      output += `${error.message}\n`;
      resolve(1);
    });
    child.once('close', (status) => resolve(status ?? 1));
  });
  clearTimeout(timer);
  running.delete(child);
  return { code, output };
}

function endGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It is gone already.
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => {
    for (const child of running) endGroup(child, 'SIGTERM');
    process.exitCode = 130;
    setTimeout(() => process.exit(130), 3000).unref();
  });
}

/** Runs steps, at most `width` at once, and prints each as it ends. */
export async function runSteps(steps, width) {
  const waiting = [...steps];
  const done = [];
  const work = async () => {
    for (let step = waiting.shift(); step && process.exitCode !== 130; step = waiting.shift()) {
      const result = await runStep(step);
      done.push(result);
      printResult(result, Boolean(step.counts));
    }
  };
  await Promise.all(Array.from({ length: width }, work));
  return done;
}

function printResult({ name, passed, failed, flaky, seconds, output }, isTests) {
  const counts = isTests ? `  ${passed} of ${passed + failed}` : '';
  console.log(
    `${failed ? 'FAILED' : 'ok    '}  ${name.padEnd(22)} ${seconds.toFixed(1).padStart(6)} s${counts}`,
  );
  for (const test of flaky) console.log(`        at its second try: ${test}`);
  // What failed at first is told even where it passed then: somebody may know it for more than a late machine.
  const isNews = failed > 0 || flaky.length > 0;
  const said = isNews ? newsOf(output) : figuresOf(output);
  if (said) console.log(said.replace(/^/gm, '        ').trimEnd());
}

/** What tests have measured and say in a line that begins so. */
export function figuresOf(output) {
  return output
    .split('\n')
    .filter((line) => line.startsWith('figures: '))
    .join('\n');
}

/** The output without the tests that passed, among which those that failed would be lost. */
export function newsOf(output) {
  return output
    .split('\n')
    .filter((line) => !/^\s*(?:\x1b\[\d+m)?✓/.test(line))
    .join('\n');
}

/** The last lines: what failed by name, and how many. Leaves the exit code behind. */
export function printSum(results) {
  const sum = (key) => results.reduce((total, one) => total + one[key], 0);
  const [passed, failed] = [sum('passed'), sum('failed')];
  const names = results.filter((one) => one.failed > 0).map(({ name }) => name);
  if (names.length > 0) console.log(`\nfailed: ${names.join(', ')}`);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode ||= failed > 0 || passed === 0 ? 1 : 0;
}

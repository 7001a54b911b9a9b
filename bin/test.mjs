// Runs on any Node from 18 on, before anything is installed: plain JavaScript, no packages.
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureNode } from './lib/node.mjs';
import { main, say, Trouble } from './lib/root.mjs';
import { printSum, runSteps } from './lib/test-run.mjs';
import { chooseSteps, slowSteps, staticSteps, stepNames } from './lib/test-steps.mjs';
import { ensureTools } from './lib/test-tools.mjs';

const help = `Usage: npm test -- [--only=<step>,…] [<filter> …]

Runs all checks and tests; the last line says how many passed and failed.
  --only   steps: ${stepNames().join(', ')}
  filter   part of a path: only the steps that run tests, and of these the files that match
LONG=1, or npm run test:long, makes the tests of faults run longer; npm run test:scale those of
many machines alone.
`;

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      options: { help: { type: 'boolean', short: 'h' }, only: { type: 'string', multiple: true } },
      allowPositionals: true,
    });
    const only = (values.only ?? []).flatMap((names) => names.split(','));
    const unknown = only.filter((name) => !stepNames().includes(name));
    if (unknown.length > 0) throw new Error(`unknown step ${unknown.join(', ')}`);
    return { help: values.help, only, filters: positionals };
  } catch (error) {
    say(`test: ${error.message}; see npm test -- --help`);
    process.exit(2);
  }
}

/** What must be there first; what cannot be had fails, and the rest goes on. */
async function prepare(steps) {
  if (!steps.some(({ tools }) => tools)) return [];
  try {
    await ensureTools(steps.map(({ name }) => name));
    return [];
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    console.log(`FAILED  tools\n        ${error.message}`);
    return [{ name: 'tools', passed: 0, failed: 1 }];
  }
}

const wanted = readArguments();
if (wanted.help) {
  process.stdout.write(help);
  process.exit(0);
}
await main(async () => {
  await ensureNode(fileURLToPath(import.meta.url));
  const quick = chooseSteps(staticSteps, wanted);
  const slow = chooseSteps(slowSteps, wanted);
  const results = await runSteps(quick, 2);
  results.push(...(await prepare(slow)));
  results.push(...(await runSteps(slow, 1)));
  printSum(results);
});

// The static and pure part of the tests: no database, no browser, some seconds.
import process from 'node:process';
import { parseArgs } from 'node:util';
import { printSum, runSteps } from './lib/test-run.mjs';
import { staticSteps } from './lib/test-steps.mjs';

const { values } = parseArgs({ options: { help: { type: 'boolean' } } });
if (values.help) {
  console.log('npm run verify: format, lint, types, layers, dead code, drift and unit tests');
  process.exit(0);
}
printSum(await runSteps(staticSteps, 2));

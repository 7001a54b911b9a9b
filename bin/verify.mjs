// The static and pure part of the tests: no database, no browser, some seconds.
// Runs on any Node from 18 on, before anything is installed: plain JavaScript, no packages.
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureNode } from './lib/node.mjs';
import { main, say } from './lib/root.mjs';
import { printSum, runSteps } from './lib/test-run.mjs';
import { staticSteps } from './lib/test-steps.mjs';

const help = `Usage: npm run verify

Runs what needs no database: ${staticSteps.map(({ name }) => name).join(', ')}.
`;

function wantsHelp() {
  try {
    return parseArgs({ options: { help: { type: 'boolean', short: 'h' } } }).values.help;
  } catch (error) {
    say(`verify: ${error.message}; see npm run verify -- --help`);
    process.exit(2);
  }
}

if (wantsHelp()) {
  process.stdout.write(help);
  process.exit(0);
}
await main(async () => {
  await ensureNode(fileURLToPath(import.meta.url));
  printSum(await runSteps(staticSteps, 2));
});

import { runCli } from '../cli/run-cli.ts';
import { createClock } from '../platform/clock.ts';
import { appVersion } from './open-instance.ts';

// A terminal sends Ctrl-C to every process of the group, and those in between pass it on once more.
const samePressMs = 1000;

// Whoever reads the output may have seen enough: `cairn help | head -1` is no failure.
process.stdout.on('error', () => process.exit());

const clock = createClock();
const stop = new AbortController();
let asked = 0;
const onSignal = (signal: NodeJS.Signals) => {
  const now = clock.monotonic();
  if (stop.signal.aborted && now - asked > samePressMs) process.exit(1);
  if (stop.signal.aborted) return;
  asked = now;
  stop.abort(new Error(`stopped by ${signal}`));
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);

process.exitCode = await runCli(process.argv.slice(2), {
  stdin: process.stdin,
  out: (line) => process.stdout.write(`${line}\n`),
  note: (line) => process.stderr.write(`${line}\n`),
  signal: stop.signal,
  version: appVersion(),
  host: async () => (await import('./command-host.ts')).createHost(),
});

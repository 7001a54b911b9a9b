import { runCli } from '../cli/run-cli.ts';
import { onSignal } from './on-signal.ts';
import { quickenImports } from './quicken-imports.ts';
import { appVersion } from '../platform/version.ts';

// Whoever reads the output may have seen enough: `cairn help | head -1` is no failure.
process.stdout.on('error', () => process.exit());

const stop = new AbortController();
onSignal((signal) => stop.abort(new Error(`stopped by ${signal}`)));

quickenImports();
process.exitCode = await runCli(process.argv.slice(2), {
  stdin: process.stdin,
  out: (line) => process.stdout.write(`${line}\n`),
  note: (line) => process.stderr.write(`${line}\n`),
  signal: stop.signal,
  version: appVersion(),
  host: async () => (await import('./command-host.ts')).createHost(),
});

import cluster from 'node:cluster';
import { onSignal } from './boot/on-signal.ts';
import type { Ready } from './boot/processes.ts';
import { quickenImports } from './boot/quicken-imports.ts';
import type { Running } from './boot/run.ts';
import { describe, say } from './boot/say.ts';
import { hasTerminal } from './boot/terminal.ts';

const longestStopMs = cluster.isWorker ? 30_000 : 40_000;

const state: { running: Running | null; stopping: boolean; code: number } = {
  running: null,
  stopping: false,
  code: 0,
};

async function stop(code: number, gently = false): Promise<void> {
  state.stopping = true;
  state.code = code;
  if (state.running === null) return;
  setTimeout(() => process.exit(1), longestStopMs).unref();
  try {
    await state.running.stop(gently);
  } catch (error) {
    say(`Cairn did not stop cleanly: ${describe(error)}`);
    state.code = 1;
  }
  process.exit(state.code);
}

function stopByPerson(): void {
  // It stops already because it gave up.
  if (state.stopping) process.exit(1);
  say('Stopping');
  void stop(0);
}

/** A closed terminal says so with SIGHUP, and so does who wants each of several processes replaced. */
function hearPerson(): void {
  const hadTerminal = hasTerminal();
  onSignal(stopByPerson, ['SIGINT', 'SIGTERM']);
  process.on('SIGHUP', () => {
    const isClosed = hadTerminal && !hasTerminal();
    const roll = state.running?.roll;
    if (isClosed || !roll) process.emit('SIGTERM');
    else roll();
  });
}

/** What a terminal tells all of its processes is the supervisor's to hear. */
function hearSupervisor(): void {
  for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
  process.on('SIGTERM', () => {
    if (!state.stopping) void stop(0);
  });
  process.on('message', (message) => {
    if (message === 'retire' && !state.stopping) void stop(0, true);
  });
}

for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
if (cluster.isWorker) hearSupervisor();
else hearPerson();

quickenImports();
try {
  const { run } = await import('./boot/run.ts');
  state.running = await run({
    say,
    giveUp: (error) => {
      if (state.stopping) return;
      say(describe(error));
      void stop(1);
    },
  });
  // A signal that came while it started has waited for this.
  if (state.stopping) await stop(state.code);
  const { url, notices } = state.running;
  if (cluster.isWorker) process.send?.({ url, notices } satisfies Ready);
  else {
    process.stdout.write(`Cairn is running at ${url}\n`);
    for (const line of notices) say(line);
  }
} catch (error) {
  if (!state.stopping) say(describe(error));
  process.exit(state.stopping ? state.code : 1);
}

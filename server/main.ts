import { onSignal } from './boot/on-signal.ts';
import { run } from './boot/run.ts';
import type { Running } from './boot/run.ts';
import { describe, say } from './boot/say.ts';

const longestStopMs = 30_000;

const state: { running: Running | null; stopping: boolean; code: number } = {
  running: null,
  stopping: false,
  code: 0,
};

async function stop(code: number): Promise<void> {
  state.stopping = true;
  state.code = code;
  if (state.running === null) return;
  setTimeout(() => process.exit(1), longestStopMs).unref();
  try {
    await state.running.stop();
  } catch (error) {
    say(`Cairn did not stop cleanly: ${describe(error)}`);
    state.code = 1;
  }
  process.exit(state.code);
}

// A closed terminal takes no more lines, and says so with SIGHUP.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
onSignal(() => {
  // It stops already because it gave up.
  if (state.stopping) process.exit(1);
  say('Stopping');
  void stop(0);
});

try {
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
  process.stdout.write(`Cairn is running at ${state.running.url}\n`);
  for (const line of state.running.notices) say(line);
} catch (error) {
  if (!state.stopping) say(describe(error));
  process.exit(state.stopping ? state.code : 1);
}

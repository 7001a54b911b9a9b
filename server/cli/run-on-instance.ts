import { setTimeout as sleep } from 'node:timers/promises';
import { CairnError } from '../platform/errors.ts';
import { askServer } from './admin-socket.ts';
import type { AdminAnswer, AdminRequest } from './admin-protocol.ts';
import { InstanceTaken } from './host.ts';
import type { Host, Note } from './host.ts';
import { runInstanceCommand } from './instance-commands.ts';

/** A server that starts holds the lock a little before it listens; another command ends soon. */
const patienceMs = { owned: 8000, ending: 30_000 };
const pauseMs = 200;

/** Executes a command in the running server, or in this process where none runs. */
export async function runOnInstance(
  host: Host,
  { request, note }: { request: AdminRequest; note: Note },
): Promise<AdminAnswer> {
  const began = performance.now();
  for (;;) {
    const answer = await askServer(host.env.dataDir, request);
    if (answer) return answer;
    try {
      return await host.own(note, (runtime) => runInstanceCommand(runtime, request));
    } catch (error) {
      if (!(error instanceof InstanceTaken)) throw error;
      const waited = performance.now() - began;
      if (error.ending && waited > patienceMs.ending) throw error;
      if (!error.ending && waited > patienceMs.owned) throw elsewhere(error);
    }
    await sleep(pauseMs);
  }
}

function elsewhere(error: InstanceTaken): CairnError {
  const message = `${error.message} Its command socket is not in this data folder: run this where the server runs, with the same CAIRN_DATA.`;
  return new CairnError('CONFLICT', message, { cause: error });
}

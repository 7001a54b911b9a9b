import { setTimeout as sleep } from 'node:timers/promises';
import { userScope, workspaceScope } from '../cache/keys.ts';
import type { UserId, WorkspaceId } from '../domain/ids.ts';
import type { Runtime } from '../platform/runtime.ts';

/** Milliseconds after which it rings without a hint: hints get lost. */
const longest = 1000;

export type Alarm = {
  /** Resolves once there may be news since it last did, after a second at the latest, or when the signal says so. */
  rung(signal: AbortSignal): Promise<void>;
  stop(): void;
};

/** Rings where something was committed in a workspace, or about the person who follows it. */
export function createAlarm(
  { cache: { hints } }: Pick<Runtime, 'cache'>,
  { workspaceId, userId }: { workspaceId: WorkspaceId; userId: UserId | null },
): Alarm {
  let ring = new AbortController();
  const scopes = [workspaceScope(workspaceId), ...(userId ? [userScope(userId)] : [])];
  const stops = scopes.map((scope) => hints.listen(scope, () => ring.abort()));
  return {
    async rung(signal) {
      const until = AbortSignal.any([signal, ring.signal]);
      await sleep(longest, undefined, { signal: until }).catch(() => undefined);
      ring = new AbortController();
    },
    stop() {
      for (const stop of stops) stop();
    },
  };
}

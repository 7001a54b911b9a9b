import { setTimeout as sleep } from 'node:timers/promises';
import type { OpId, TaskId, TokenId, WorkspaceId } from '../../domain/ids.ts';
import type { TaskOutput } from '../../task/schema.ts';
import type { TokenCreateOutput } from '../../token/schema.ts';
import { ApiError } from '../api.ts';
import { testId } from '../world.ts';
import type { Attempts, Kind } from './attempts.ts';

/** Those who call while the stage is disturbed, until they are told to end. */
export type Callers = {
  /** Titles of the tasks that were acknowledged, by id. */
  acknowledged: Map<TaskId, string>;
  /** Calls with a token whose revocation was acknowledged before, and those that were answered. */
  probes: { asked: number; served: string[] };
  end(): Promise<void>;
};

export type CallersInput = {
  url: string;
  workspaceId: WorkspaceId;
  token: string;
  /** The cookie of a session, which may make tokens and end them. */
  cookie: string;
  attempts: Attempts;
  writers: number;
};

type Call = { procedure: string; input: object; by: Record<string, string> };

/** Milliseconds that a client waits for an answer, and before it sends again. */
const patience = 5000;
const pause = 20;

/** Clients that create and read back, and one that makes tokens, uses them and ends them. */
export function startCallers(given: CallersInput): Callers {
  const { url, workspaceId, attempts } = given;
  const ending = new AbortController();
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const acknowledged: Callers['acknowledged'] = new Map();
  const probes: Callers['probes'] = { asked: 0, served: [] };
  const revoked: string[] = [];

  async function send<T>(kind: Kind, { procedure, input, by }: Call): Promise<T> {
    const query = `?input=${encodeURIComponent(JSON.stringify(input))}`;
    const response = await fetch(`${url}/api/trpc/${procedure}${kind === 'read' ? query : ''}`, {
      method: kind === 'read' ? 'GET' : 'POST',
      headers: { ...by, 'content-type': 'application/json', origin: url },
      signal: AbortSignal.timeout(patience),
      ...(kind === 'write' && { body: JSON.stringify(input) }),
    });
    const text = await response.text();
    if (response.ok) return (JSON.parse(text) as { result: { data: T } }).result.data;
    const body: unknown = text.startsWith('{') ? JSON.parse(text) : {};
    throw new ApiError(response.status, body as object);
  }

  /** As an honest client does: what got no answer is sent again, the same and with the same `opId`. */
  async function insist<T>(kind: Kind, call: Call): Promise<T | null> {
    while (!ending.signal.aborted) {
      const began = performance.now();
      try {
        const answer = await send<T>(kind, call);
        attempts.note(kind, true, began);
        return answer;
      } catch (error) {
        const isRefused = error instanceof ApiError && error.status < 500 && error.status !== 429;
        if (isRefused) {
          attempts.wrong.push(`${call.procedure}: ${error.status} ${error.message}`);
          return null;
        }
        attempts.note(kind, false, began);
        await sleep(pause);
      }
    }
    return null;
  }

  async function write(): Promise<void> {
    const by = bearer(given.token);
    while (!ending.signal.aborted) {
      const title = `task ${testId()}`;
      const input = { workspaceId, id: testId<TaskId>(), title, opId: testId<OpId>() };
      const made = await insist<TaskOutput>('write', { procedure: 'task.create', input, by });
      if (!made) continue;
      acknowledged.set(made.id, title);
      const asked = { workspaceId, taskId: made.id };
      // A write is visible to its writer's next read, whichever process answers.
      await insist<TaskOutput>('read', { procedure: 'task.get', input: asked, by });
      await sleep(pause);
    }
  }

  async function revoke(): Promise<void> {
    const by = { cookie: given.cookie };
    while (!ending.signal.aborted) {
      const wanted = { name: 'short', scopes: ['read'], opId: testId<OpId>() };
      const made = await send<TokenCreateOutput>('write', {
        procedure: 'token.create',
        input: wanted,
        by,
      }).catch(() => null);
      if (!made) {
        await sleep(pause);
        continue;
      }
      const tokenId: TokenId = made.token.id;
      const used = { procedure: 'task.listHot', input: {}, by: bearer(made.secret) };
      for (let n = 0; n < 4; n += 1) await insist('read', used);
      const input = { tokenId, opId: testId<OpId>() };
      const ended = await insist('write', { procedure: 'token.revoke', input, by });
      if (ended) revoked.push(made.secret);
      await sleep(pause);
    }
  }

  async function probe(): Promise<void> {
    while (!ending.signal.aborted) {
      // The last few are those that a cache may still hold.
      const token = revoked.at(-1 - Math.floor(Math.random() * Math.min(revoked.length, 8)));
      if (token) {
        probes.asked += 1;
        const call = { procedure: 'task.listHot', input: {}, by: bearer(token) };
        const served = await send('read', call).then(
          () => true,
          () => false,
        );
        if (served) probes.served.push(token);
      }
      await sleep(pause / 4);
    }
  }

  const running = [...Array.from({ length: given.writers }, write), revoke(), probe()];
  const ended = Promise.all(running);
  ended.catch(() => undefined);
  return {
    acknowledged,
    probes,
    async end() {
      ending.abort();
      await ended;
    },
  };
}

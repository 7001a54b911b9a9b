import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openReplicas } from '../../../db/replicas.ts';
import type { ReplicaState } from '../../../db/replicas.ts';
import { registerAccount } from '../../account/register-account.ts';
import { createSession, revokeSession } from '../../auth/sessions.ts';
import { closeAll, openInstance } from '../../boot/open-instance.ts';
import type { Opened } from '../../boot/open-instance.ts';
import { listChanges } from '../../change/list-changes.ts';
import type { SessionId, UserId, WorkspaceId } from '../../domain/ids.ts';
import { exportText } from '../../http/export-text.ts';
import { plantBug } from '../../platform/bugs.ts';
import { systemContext } from '../../platform/context.ts';
import type { Ctx } from '../../platform/context.ts';
import { loadEnv } from '../../platform/env.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { createTask } from '../../task/create-task.ts';
import { deleteTask } from '../../task/delete-task.ts';
import { searchTasks } from '../../task/search-tasks.ts';
import { createHome } from '../instance.ts';
import { startPrimary } from './postgres.ts';
import type { Server } from './postgres.ts';
import { createStack } from '../stack.ts';

const stack = createStack();
const opened: Opened = [];
let primary: Server;
let standby: Server;
let runtime: Runtime;
let workspaceId: WorkspaceId;
let userId: UserId;

beforeAll(async () => {
  primary = stack.use(await startPrimary());
  standby = stack.use(await primary.follow({ synchronous: false }));
  const home = stack.use(await createHome());
  const env = loadEnv({
    CAIRN_DATA: home.dataDir,
    DATABASE_URL: primary.url,
    DATABASE_REPLICA_URLS: standby.url,
    LOG_LEVEL: 'silent',
  });
  const giveUp = () => undefined;
  ({ runtime } = await openInstance(env, { opened, say: giveUp, giveUp }));
  const registered = await registerAccount(
    { ...systemContext(runtime, null), principal: { kind: 'anonymous' } },
    {
      email: 'ann@example.org',
      password: 'correct horse battery',
      name: 'Ann',
      locale: 'en',
      timeZone: 'UTC',
    },
  );
  workspaceId = registered.workspace.id;
  userId = registered.user.id;
});
afterEach(async () => {
  plantBug(null);
  await standby.admin('SELECT pg_wal_replay_resume() WHERE pg_is_in_recovery()');
});
afterAll(async () => {
  await closeAll(opened);
  await stack.remove();
});

async function caller(): Promise<Ctx & { sessionId: SessionId }> {
  const person = { userId, userAgent: null, address: null };
  const { id: sessionId } = await createSession(runtime, person);
  const principal = { kind: 'user', userId, sessionId } as const;
  return { ...systemContext(runtime, userId), principal, sessionId };
}

/** A word of its own for each question, by which the standby's log tells whether it was asked there. */
let asked = 0;
const newWord = () => `word${(asked += 1)}x`;
const askedThere = (word: string) => standby.said().includes(word);

async function found(ctx: Ctx, word: string): Promise<string[]> {
  const { items } = await searchTasks(ctx, { workspaceId, text: word, limit: 20 });
  return items.map(({ task }) => task.title);
}

async function make(ctx: Ctx, title: string) {
  return createTask(ctx, { workspaceId, title });
}

/** Waits for the standby to have come back into use. */
async function inUse(ctx: Ctx): Promise<void> {
  await expect
    .poll(async () => {
      const word = newWord();
      await found(ctx, word);
      return askedThere(word);
    })
    .toBe(true);
}

/** Until the standby's log tells of a statement with this in it that `work` has asked. */
async function told(part: string, work: () => Promise<unknown>): Promise<void> {
  const before = standby.said().length;
  await work();
  await expect.poll(() => standby.said().slice(before)).toContain(part);
}

async function exported(ctx: Ctx): Promise<string> {
  const pieces: string[] = [];
  for await (const piece of exportText(ctx)) pieces.push(piece);
  return pieces.join('');
}

const history = (ctx: Ctx) => listChanges(ctx, { workspaceId, limit: 50 });

test('search, history and export are asked of a standby that has it all', async () => {
  const ctx = await caller();
  const word = newWord();
  await make(ctx, `Find ${word}`);
  await inUse(ctx);
  expect(await found(ctx, word)).toEqual([`Find ${word}`]);
  await expect.poll(() => askedThere(`'${word}'`)).toBe(true);
  await told('row_number() OVER', () => history(ctx));
  await told('r.created_at AS key', () => exported(ctx));
});

test('who has written sees it at once, however far behind the standby is', async () => {
  const ctx = await caller();
  const word = newWord();
  const doomed = await make(ctx, `Doomed ${word}`);
  await inUse(ctx);
  await standby.admin('SELECT pg_wal_replay_pause()');
  await make(ctx, `New ${word}`);
  await deleteTask(ctx, { workspaceId, taskId: doomed.id });
  expect(await found(ctx, word)).toEqual([`New ${word}`]);
  expect((await history(ctx)).items[0]).toMatchObject({ type: 'task.deleted' });
  expect(await exported(ctx)).toContain(`New ${word}`);

  plantBug('replica-unchecked');
  expect(await found(ctx, word)).toEqual([`Doomed ${word}`]);
  expect((await history(ctx)).items[0]).not.toMatchObject({ type: 'task.deleted' });
});

test('a session that is over is over, whatever the standby thinks of it', async () => {
  const ctx = await caller();
  await inUse(ctx);
  await standby.admin('SELECT pg_wal_replay_pause()');
  await revokeSession(runtime.db, userId, ctx.sessionId);
  for (const read of [() => found(ctx, 'x'), () => history(ctx), () => exported(ctx)]) {
    await expect(read()).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  }
});

test('a standby that is killed, and one that comes back', async () => {
  const ctx = await caller();
  const word = newWord();
  await make(ctx, `Still ${word}`);
  await inUse(ctx);
  await standby.stop('SIGKILL');
  expect(await found(ctx, word)).toEqual([`Still ${word}`]);
  expect((await history(ctx)).items).not.toEqual([]);
  await standby.start();
  await inUse(ctx);
});

test('one that is too far behind, or away, is left out, and it is said', async () => {
  const states: ReplicaState[] = [];
  const onState = (_: number, state: ReplicaState) => void states.push(state);
  const replicas = openReplicas([standby.url], runtime.pool, { mostLag: 1000, onState });
  stack.use({ remove: () => replicas.close() });
  const last = () => expect.poll(() => states.at(-1));
  await last().toBe('used');
  await standby.admin('SELECT pg_wal_replay_pause()');
  await make(await caller(), 'What it lacks');
  await last().toBe('behind');
  await standby.admin('SELECT pg_wal_replay_resume()');
  await last().toBe('used');
  await standby.stop('SIGKILL');
  await last().toBe('away');
  await standby.start();
  await last().toBe('used');
});

test('one that was promoted is a standby no longer, and is asked nothing', async () => {
  const ctx = await caller();
  await inUse(ctx);
  await standby.admin('SELECT pg_promote()');
  await runtime.replicas?.look();
  const word = newWord();
  await make(ctx, `After ${word}`);
  expect(await found(ctx, word)).toEqual([`After ${word}`]);
  expect(askedThere(`'${word}'`)).toBe(false);
});

import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { revokeSession } from '../auth/sessions.ts';
import { addComment } from '../comment/add-comment.ts';
import type { TaskId, TokenId, WorkspaceId } from '../domain/ids.ts';
import { placePlans } from '../plan/place-plans.ts';
import { plantBug } from '../platform/bugs.ts';
import { createTenant } from '../testing/tenant.ts';
import type { Tenant } from '../testing/tenant.ts';
import { seedTasks } from '../testing/seed.ts';
import { createWorld, testId } from '../testing/world.ts';
import type { Person, World } from '../testing/world.ts';
import { createToken } from '../auth/tokens.ts';
import { exportPieces } from './export.ts';
import { serve } from './testing/served.ts';
import type { Served } from './testing/served.ts';

let world: World;
let served: Served;
let [ada, guest]: Person[] = [];
let tenant: Tenant;
beforeAll(async () => {
  world = await createWorld();
  served = await serve(world.runtime);
  ada = await world.person('Ada');
  guest = await world.person('Guest');
  tenant = await createTenant({ world, person: ada, marker: 'OURS' });
  const places = [{ taskId: tenant.live.sibling as TaskId }];
  await placePlans(ada.ctx(), { workspaceId: tenant.live.workspace as WorkspaceId, places });
  await createTenant({ world, person: await world.person('Stranger'), marker: 'THEIRS' });
  const at = { workspaceId: tenant.live.workspace, projectId: tenant.live.project } as never;
  await world.join((at as { workspaceId: Person['workspaceId'] }).workspaceId, guest, 'guest');
  await world.grant(at, guest, 'read');
});
afterAll(async () => {
  await served.close();
  await world.close();
});
afterEach(() => plantBug(null));

const ask = (headers: Record<string, string>) => fetch(`${served.origin}/api/export`, { headers });
const asked = (person: Person) => ask({ cookie: `cairn.session=${person.session}` });

type Thing = { id: string };
type Exported = {
  format: string;
  version: number;
  account: { id: string; email: string };
  workspaces: (Thing & {
    labels: Thing[];
    members: Thing[];
    projects: (Thing & { sections: Thing[] })[];
    tasks: (Thing & { title: string; comments: { body: string }[] })[];
    relations: (Thing & { fromTaskId: string; toTaskId: string; kind: string })[];
    reminders: Thing[];
    plan: { taskId: string }[];
  })[];
  notifications: Thing[];
};

describe('an export', () => {
  test('is a file that reads back, with all that is the person’s', async () => {
    const answer = await asked(ada as Person);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="cairn-export-\d{4}-\d\d-\d\d\.json"$/,
    );
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    const file = (await answer.json()) as Exported;
    expect(file).toMatchObject({ format: 'cairn-export', version: 1 });
    expect(file.account).toMatchObject({ id: ada?.userId, email: ada?.email });
    const ours = file.workspaces.find(({ id }) => id === tenant.live.workspace);
    const { live } = tenant;
    expect(ours?.labels.map(({ id }) => id)).toContain(live.label);
    expect(ours?.projects.map(({ id }) => id)).toContain(live.project);
    expect(ours?.projects.flatMap(({ sections }) => sections.map(({ id }) => id))).toEqual(
      expect.arrayContaining([live.section, live.nextSection]),
    );
    const tasks = ours?.tasks ?? [];
    expect(tasks.map(({ id }) => id)).toEqual(
      expect.arrayContaining([live.task, live.sibling, live.child]),
    );
    expect(new Set(tasks.map(({ id }) => id)).size).toBe(tasks.length);
    const said = tasks.find(({ id }) => id === live.task)?.comments;
    expect(said).toMatchObject([{ body: 'OURS thing' }]);
    expect(ours?.plan.map(({ taskId }) => taskId)).toEqual([live.sibling]);
    const { task: fromTaskId, sibling: toTaskId } = live;
    expect(ours?.relations).toMatchObject([
      { id: live.relation, fromTaskId, toTaskId, kind: 'blocks' },
    ]);
    expect(ours?.reminders.map(({ id }) => id)).toEqual([live.reminder]);
    expect(file.notifications.map(({ id }) => id)).toContain(live.notification);
    // What was deleted is not theirs any more, and nobody else's things ever were.
    const ids = JSON.stringify(file);
    for (const gone of [
      tenant.gone.task,
      live.deletedProject,
      tenant.gone.comment,
      tenant.gone.relation,
      tenant.gone.reminder,
      tenant.gone.notification,
    ])
      expect(ids).not.toContain(gone);
    expect(ids).not.toContain('THEIRS');
    expect(ids).not.toMatch(/password|secret|argon2|hash/i);
  });

  test('of a guest holds what they see and nothing beside it', async () => {
    const file = (await (await asked(guest as Person)).json()) as Exported;
    const shared = file.workspaces.find(({ id }) => id === tenant.live.workspace);
    const own = shared?.projects.filter((project) => 'inboxOf' in project === false);
    expect(own?.map(({ id }) => id)).toContain(tenant.live.project);
    expect(shared?.tasks.length).toBeGreaterThan(2);
    const text = JSON.stringify(file);
    expect(text).not.toContain(ada?.inboxId);
    expect(text).not.toContain(ada?.email);
  });

  test('is for a session alone', async () => {
    expect((await ask({})).status).toBe(401);
    const id = testId<TokenId>();
    const { userId } = ada as Person;
    const given = { id, userId, name: 't', scopes: ['write'], workspaceIds: null, expiresAt: null };
    const { secret } = await createToken(world.runtime.db, given);
    expect((await ask({ authorization: `Bearer ${secret}` })).status).toBe(403);
    expect((await fetch(`${served.origin}/api/export`, { method: 'POST' })).status).toBe(405);
  });

  test('ends where its session does, and is then no whole file', async () => {
    const person = await world.person('Leaving');
    // So many that the end of the session is long before that of the file.
    await seedTasks(world.runtime.db, { ...seedOf(person), tasks: 6000 });
    const answer = await asked(person);
    const reader = answer.body?.getReader();
    await reader?.read();
    await revokeSession(world.runtime.db, person.userId, person.sessionId);
    const rest = async () => {
      for (;;) if ((await reader?.read())?.done !== false) return;
    };
    await expect(rest()).rejects.toThrow();
  });
});

const seedOf = ({ workspaceId, inboxId, userId }: Person) => ({
  workspaceId,
  projectId: inboxId,
  userId,
});

describe('20,000 tasks', () => {
  let person: Person;
  beforeAll(async () => {
    person = await world.person('Busy');
    await seedTasks(world.runtime.db, { ...seedOf(person), tasks: 20_000 });
    const found = await world.runtime.db.execute<{ id: TaskId }>(
      sql`SELECT id FROM tasks WHERE workspace_id = ${person.workspaceId} ORDER BY id LIMIT 1`,
    );
    const taskId = found.rows[0]?.id ?? testId<TaskId>();
    const { workspaceId } = person;
    for (let n = 0; n < 101; n += 1)
      await addComment(person.ctx(), { workspaceId, taskId, body: `comment ${n}` });
  });

  /** Takes pieces slowly. @returns the most characters that came at once, and the text */
  async function take(): Promise<{ most: number; text: string }> {
    let [most, text] = [0, ''];
    for await (const piece of exportPieces(person.ctx())) {
      most = Math.max(most, piece.length);
      text += piece;
      if (text.length < 200_000) await sleep(1);
    }
    return { most, text };
  }

  test('are never held at once, and all there, each once', async () => {
    const { most, text } = await take();
    // A piece is 64 kB, and what came last beside it one task.
    expect(most).toBeLessThan(80 * 1024);
    const { workspaces } = JSON.parse(text) as Exported;
    const tasks = workspaces.flatMap((workspace) => workspace.tasks);
    expect(new Set(tasks.map(({ id }) => id)).size).toBe(20_000);
    expect(tasks.length).toBe(20_000);
    expect(tasks.map(({ comments }) => comments.length).toSorted((a, b) => b - a)[0]).toBe(101);
  });

  test('planted: an export that gathers everything first is seen', async () => {
    plantBug('export-all-at-once');
    expect((await take()).most).toBeGreaterThan(80 * 1024);
  });
});

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Action } from '../domain/policy.ts';
import { plantBug } from '../platform/bugs.ts';
import { createProject } from '../project/create-project.ts';
import { createStage } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import type { Person } from '../testing/world.ts';
import { callProcedure } from '../trpc/call-procedure.ts';
import { createTask } from './create-task.ts';

const dueOn = '2031-07-19';
let stage: Stage;
let mate: Person;
let hidden: string[];

beforeAll(async () => {
  stage = await createStage();
  const { workspaceId } = stage;
  mate = await stage.world.person('Mate');
  await stage.world.join(workspaceId, mate, 'member');
  const made = { workspaceId, name: 'Secret', key: 'SEC', colour: 'grey', private: true } as const;
  const { id: projectId } = await createProject(mate.ctx(), made);
  hidden = [];
  // A page of one reads fifty rows.
  for (let n = 0; n < 60; n += 1) {
    const task = { workspaceId, projectId, title: `Hidden ${n}`, dueOn };
    hidden.push((await createTask(mate.ctx(), task)).id);
  }
});
afterAll(() => stage.world.close());
afterEach(() => plantBug(null));

const asked: [Action, object][] = [
  ['task.filter', { filter: '', sort: 'due' }],
  ['task.filter', { filter: '', sort: 'priority' }],
  ['task.list', { sort: 'due' }],
  ['task.list', { sort: 'created' }],
];

async function page(person: Person, [action, input]: [Action, object], cursor?: string) {
  const { workspaceId } = stage;
  const at = { workspaceId, ...input, limit: 1, ...(cursor !== undefined && { cursor }) };
  return (await callProcedure(person.ctx(), action, at)) as {
    items: unknown[];
    nextCursor: string | null;
  };
}

/** What a cursor tells whoever reads its bytes of rows that the owner does not see. */
function toldOf(cursor: string): string[] {
  const bytes = Buffer.from(cursor, 'base64url').toString('latin1');
  return [...hidden, dueOn].filter((text) => bytes.includes(text));
}

test.each(asked)('%s %j: a page that ends at a hidden row does not tell of it', async (...ask) => {
  const { items, nextCursor } = await page(stage.owner, ask);
  expect(items).toEqual([]);
  expect(toldOf(nextCursor ?? '')).toEqual([]);
  expect((await page(stage.owner, ask)).nextCursor).toBe(nextCursor);
  expect((await page(stage.owner, ask, nextCursor ?? '')).nextCursor).toBeNull();
  plantBug('cursor-unsealed');
  expect(toldOf((await page(stage.owner, ask)).nextCursor ?? '')).not.toEqual([]);
});

test.each(asked)('%s %j: the cursor of another person is none', async (...ask) => {
  const { nextCursor } = await page(mate, ask);
  await expect(page(stage.owner, ask, nextCursor ?? '')).rejects.toMatchObject({
    code: 'BAD_REQUEST',
    cause: { issues: [{ path: ['cursor'] }] },
  });
});

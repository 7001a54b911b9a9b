import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { proveMember } from '../auth/membership.ts';
import { nearWords } from '../domain/search/near-words.ts';
import { createStage } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { explained } from '../testing/explain.ts';
import type { Plan } from '../testing/explain.ts';
import { addComment } from '../comment/add-comment.ts';
import { createTask } from './create-task.ts';
import { getSearchTerms } from './get-search-terms.ts';
import { listNearStems } from './list-near-stems.ts';

/** Each of them is a word of its own to Postgres. */
const many = (from: number, count: number) =>
  Array.from({ length: count }, (_, n) => `w${(from + n).toString(36)}z`).join(' ');

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
  for (let n = 0; n < 20; n += 1) await write({ notes: many(n * 12_000, 12_000) });
  await write({ title: 'Quokka', notes: many(0, 12_000) });
  await write({ notes: nearWords('banana').slice(0, 400).join(' ') });
  const { id } = await write({ title: 'Said' });
  const { workspaceId, owner } = stage;
  await addComment(owner.ctx(), { workspaceId, taskId: id, body: 'a narwhal' });
  await stage.world.runtime.db.execute(sql`VACUUM ANALYZE`);
}, 120_000);
afterAll(() => stage.world.close());

const write = (text: { title?: string; notes?: string }) =>
  createTask(stage.owner.ctx(), {
    workspaceId: stage.workspaceId,
    projectId: stage.projectId,
    title: 'Long',
    ...text,
  });

/** What may be meant by these words, and what Postgres did to learn it. */
async function near(...words: string[]): Promise<{ meant: string[]; plan: Plan }> {
  let meant: string[] = [];
  const plan = await explained(stage.owner.ctx(), async (ctx) => {
    const member = await proveMember(ctx, stage.workspaceId, 'task.search');
    meant = await listNearStems(ctx, {
      member,
      ...(await getSearchTerms(ctx, { member, words })),
    });
  });
  return { meant, plan };
}

test('what stands in a title, in long notes and in a comment is found', async () => {
  expect((await near('quoka', 'narvall', 'w5zzz')).meant).toEqual(["'quokka'", '', '']);
  expect((await near('qoukka', 'narwahl')).meant).toEqual(["'quokka'", "'narwhal'"]);
});

test('long notes are not taken apart, whatever they hold, and of many words three are respelt', async () => {
  const words = Array.from('abcdefghijkl', (letter) => `quok${letter}aquok${letter}a`);
  const { plan } = await near(...words);
  expect(plan.rowsMade).toBeLessThan(8000);
  const spellings = words.slice(0, 3).flatMap(nearWords).length;
  expect(spellings).toBeGreaterThan(1500);
  const { plan: found } = await near('qoukka');
  expect(found.rowsMade).toBeLessThan(3000);
});

test('where very many spellings stand, a hundred of them may be meant', async () => {
  const { meant } = await near('banana');
  expect(meant.map((stems) => stems.split(' | ').length)).toEqual([100]);
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { undoChange } from '../change/undo-change.ts';
import type { GroupId, OpId, SectionId } from '../domain/ids.ts';
import { createStage } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { testId } from '../testing/world.ts';
import { createSection } from './create-section.ts';
import { deleteSection } from './delete-section.ts';
import { listSections } from './list-sections.ts';
import { moveSection } from './move-section.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage.world.close());

it('sections that go back to a place, or come back to one, never share it', async () => {
  const { owner, workspaceId, projectId } = stage;
  const op = () => ({ workspaceId, opId: testId<OpId>() });
  const make = async (name: string) =>
    (await createSection(owner.ctx(), { workspaceId, projectId, name })).id;
  const undo = (opId: OpId) =>
    undoChange(owner.ctx(), { workspaceId, groupId: opId as string as GroupId, dryRun: false });
  const list = async () => (await listSections(owner.ctx(), { workspaceId, projectId })).items;
  const names = async () => (await list()).map(({ name }) => name);
  const move = async (sectionId: SectionId, before: SectionId) => {
    const input = { ...op(), sectionId, before };
    await moveSection(owner.ctx(), input);
    return input.opId;
  };
  const [a] = [await make('a'), await make('b')];
  const c = await make('c');
  const moved = await move(c, a);
  const d = await make('d');
  const deleted = { ...op(), sectionId: d };
  await deleteSection(owner.ctx(), deleted);
  await undo(moved);
  expect(await names()).toEqual(['a', 'b', 'c']);
  await undo(deleted.opId);
  expect(await names()).toEqual(['a', 'b', 'c', 'd']);
  const again = await move(c, a);
  await undo(again);
  const orders = (await list()).map(({ order }) => order);
  expect(new Set(orders).size).toBe(4);

  const away = await move(d, a);
  await make('e');
  await undo(away);
  expect(await names()).toEqual(['a', 'b', 'c', 'e', 'd']);
  expect(new Set((await list()).map(({ order }) => order)).size).toBe(5);
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProject } from '../project/create-project.ts';
import { createTask } from '../task/create-task.ts';
import { getTask } from '../task/get-task.ts';
import { createStage, fiveTests } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { createSection } from './create-section.ts';
import { deleteSection } from './delete-section.ts';
import { listSections } from './list-sections.ts';
import { moveSection } from './move-section.ts';
import { restoreSection } from './restore-section.ts';
import type { SectionCreateInput } from './schema.ts';
import { updateSection } from './update-section.ts';

const input = (stage: Stage, more: Partial<SectionCreateInput> = {}): SectionCreateInput => ({
  workspaceId: stage.workspaceId,
  projectId: stage.projectId,
  name: 'Doing',
  ...more,
});

const make = (stage: Stage, more: Partial<SectionCreateInput> = {}) =>
  createSection(stage.owner.ctx(), input(stage, more));

const at = async (stage: Stage) => ({
  workspaceId: stage.workspaceId,
  sectionId: (await make(stage)).id,
});

const names = async (stage: Stage, projectId = stage.projectId) => {
  const ref = { workspaceId: stage.workspaceId, projectId };
  const { items } = await listSections(stage.owner.ctx(), ref);
  return items.map(({ name }) => name);
};

fiveTests({
  name: 'section.create',
  verb: createSection,
  input: async (stage) => input(stage),
  happy: async (section, stage) => {
    const { workspaceId, projectId } = stage;
    expect(section).toMatchObject({ workspaceId, projectId, name: 'Doing', version: 1 });
    const { items } = await listSections(stage.owner.ctx(), { workspaceId, projectId });
    expect(items.at(-1)).toEqual(section);
  },
});

fiveTests({
  name: 'section.update',
  verb: updateSection,
  input: async (stage) => ({ ...(await at(stage)), set: { name: 'Done' } }),
  happy: (section) => expect(section).toMatchObject({ name: 'Done', version: 2 }),
});

fiveTests({
  name: 'section.move',
  verb: moveSection,
  input: async (stage) => {
    const before = (await make(stage, { name: 'Fixed' })).id;
    return { ...(await at(stage)), before };
  },
  happy: async (_, stage) => {
    const order = await names(stage);
    expect(order.slice(-2)).toEqual(['Doing', 'Fixed']);
  },
});

fiveTests({
  name: 'section.delete',
  verb: deleteSection,
  input: at,
  happy: async (answer, stage, sent) => {
    expect(answer).toMatchObject({ id: sent.sectionId, version: 2 });
    expect(await names(stage)).toEqual([]);
  },
});

fiveTests({
  name: 'section.restore',
  verb: restoreSection,
  input: async (stage) => {
    const ref = await at(stage);
    await deleteSection(stage.owner.ctx(), ref);
    return ref;
  },
  happy: async (section, stage) => {
    expect(section).toMatchObject({ name: 'Doing', version: 3 });
    expect(await names(stage)).toContain('Doing');
  },
});

describe('sections', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await createStage();
  });
  afterAll(() => stage.world.close());
  const ctx = () => stage.owner.ctx();
  const fresh = async () => {
    const { workspaceId } = stage;
    const made = { workspaceId, name: 'Other', colour: 'grey', private: false } as const;
    return (await createProject(ctx(), made)).id;
  };

  it('go where they are told to', async () => {
    const projectId = await fresh();
    const [a, b] = [
      await make(stage, { projectId, name: 'a' }),
      await make(stage, { projectId, name: 'b' }),
    ];
    await make(stage, { projectId, name: 'c', before: a.id });
    await make(stage, { projectId, name: 'd', after: a.id });
    expect(await names(stage, projectId)).toEqual(['c', 'a', 'd', 'b']);
    const ref = { workspaceId: stage.workspaceId, sectionId: b.id };
    await moveSection(ctx(), { ...ref, after: a.id });
    expect(await names(stage, projectId)).toEqual(['c', 'a', 'b', 'd']);
    await moveSection(ctx(), ref);
    expect(await names(stage, projectId)).toEqual(['c', 'a', 'd', 'b']);
  });

  it('do not stand beside themselves, a deleted one or one of another project', async () => {
    const projectId = await fresh();
    const own = await make(stage, { projectId });
    const gone = await make(stage, { projectId });
    const foreign = await make(stage);
    await deleteSection(ctx(), { workspaceId: stage.workspaceId, sectionId: gone.id });
    for (const after of [own.id, gone.id, foreign.id]) {
      const move = moveSection(ctx(), { workspaceId: stage.workspaceId, sectionId: own.id, after });
      await expect(move).rejects.toMatchObject({
        code: 'BAD_REQUEST',
        issues: [{ path: ['after'] }],
      });
    }
  });

  it('hide their tasks when they are deleted', async () => {
    const { workspaceId, projectId } = stage;
    const ref = await at(stage);
    const task = await createTask(ctx(), {
      workspaceId,
      projectId,
      sectionId: ref.sectionId,
      title: 'x',
    });
    const child = await createTask(ctx(), { workspaceId, parentId: task.id, title: 'y' });
    await deleteSection(ctx(), ref);
    for (const taskId of [task.id, child.id]) {
      const read = getTask(ctx(), { workspaceId, taskId });
      await expect(read).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
  });
});

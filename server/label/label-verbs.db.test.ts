import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTask } from '../task/create-task.ts';
import { getTask } from '../task/get-task.ts';
import { createStage, fiveTests } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { testId } from '../testing/world.ts';
import { createLabel } from './create-label.ts';
import { deleteLabel } from './delete-label.ts';
import { listLabels } from './list-labels.ts';
import { restoreLabel } from './restore-label.ts';
import type { LabelCreateInput } from './schema.ts';
import { updateLabel } from './update-label.ts';

const input = (stage: Stage): LabelCreateInput => ({
  workspaceId: stage.workspaceId,
  name: `Ёлка ${testId()}`,
  colour: 'green',
});

const make = (stage: Stage, name?: string) =>
  createLabel(stage.owner.ctx(), { ...input(stage), ...(name ? { name } : {}) });

const at = async (stage: Stage) => ({
  workspaceId: stage.workspaceId,
  labelId: (await make(stage)).id,
});

fiveTests({
  name: 'label.create',
  verb: createLabel,
  input: async (stage) => input(stage),
  happy: async (label, stage, sent) => {
    expect(label).toMatchObject({ name: sent.name, colour: 'green', version: 1 });
    const { items } = await listLabels(stage.owner.ctx(), { workspaceId: stage.workspaceId });
    expect(items).toContainEqual(label);
  },
});

fiveTests({
  name: 'label.update',
  verb: updateLabel,
  input: async (stage) => ({ ...(await at(stage)), set: { colour: 'red' as const } }),
  happy: (label) => expect(label).toMatchObject({ colour: 'red', version: 2 }),
});

fiveTests({
  name: 'label.delete',
  verb: deleteLabel,
  input: at,
  happy: async (answer, stage) => {
    const { items } = await listLabels(stage.owner.ctx(), { workspaceId: stage.workspaceId });
    expect(items.map(({ id }) => id)).not.toContain(answer.id);
  },
});

fiveTests({
  name: 'label.restore',
  verb: restoreLabel,
  input: async (stage) => {
    const ref = await at(stage);
    await deleteLabel(stage.owner.ctx(), ref);
    return ref;
  },
  happy: async (label, stage) => {
    expect(label).toMatchObject({ version: 3 });
    const { items } = await listLabels(stage.owner.ctx(), { workspaceId: stage.workspaceId });
    expect(items).toContainEqual(label);
  },
});

describe('labels', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await createStage();
  });
  afterAll(() => stage.world.close());

  it('have names of which there is one, whatever the letters’ case and ё', async () => {
    await make(stage, 'Весёлое');
    const taken = { code: 'CONFLICT', issues: [{ path: ['name'] }] };
    await expect(make(stage, 'ВЕСЕЛОЕ')).rejects.toMatchObject(taken);
    const rename = updateLabel(stage.owner.ctx(), {
      ...(await at(stage)),
      set: { name: 'веселое' },
    });
    await expect(rename).rejects.toMatchObject(taken);
  });

  it('give their name free when they are deleted', async () => {
    const { workspaceId } = stage;
    const label = await make(stage, 'Errand');
    await deleteLabel(stage.owner.ctx(), { workspaceId, labelId: label.id });
    expect((await make(stage, 'errand')).id).not.toBe(label.id);
    const back = restoreLabel(stage.owner.ctx(), { workspaceId, labelId: label.id });
    await expect(back).rejects.toMatchObject({ code: 'CONFLICT', issues: [{ path: ['name'] }] });
  });

  it('are seen no more on tasks when they are deleted', async () => {
    const { workspaceId, projectId } = stage;
    const { labelId } = await at(stage);
    const made = { workspaceId, projectId, title: 'x', labelIds: [labelId] };
    const task = await createTask(stage.owner.ctx(), made);
    await deleteLabel(stage.owner.ctx(), { workspaceId, labelId });
    const now = await getTask(stage.owner.ctx(), { workspaceId, taskId: task.id });
    expect(now.labelIds).toEqual([]);
  });

  it('are known to a guest only where they see a task that has them', async () => {
    const { workspaceId, projectId, owner } = stage;
    const [seen, inbox, unused] = [await make(stage), await make(stage), await make(stage)];
    await createTask(owner.ctx(), { workspaceId, projectId, title: 'x', labelIds: [seen.id] });
    await createTask(owner.ctx(), { workspaceId, title: 'y', labelIds: [inbox.id] });
    const { items } = await listLabels(stage.reader.ctx(), { workspaceId });
    expect(items).toEqual([seen]);
    const all = await listLabels(owner.ctx(), { workspaceId });
    expect(all.items).toEqual(expect.arrayContaining([seen, inbox, unused]));
  });
});

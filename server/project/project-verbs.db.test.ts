import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSection } from '../section/create-section.ts';
import { deleteSection } from '../section/delete-section.ts';
import { createTask } from '../task/create-task.ts';
import { deleteTask } from '../task/delete-task.ts';
import { getTask } from '../task/get-task.ts';
import { searchTasks } from '../task/search-tasks.ts';
import { createStage, fiveTests } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { archiveProject } from './archive-project.ts';
import { createProject } from './create-project.ts';
import { deleteProject } from './delete-project.ts';
import { getProject } from './get-project.ts';
import { listProjects } from './list-projects.ts';
import { restoreProject } from './restore-project.ts';
import type { ProjectCreateInput } from './schema.ts';
import { updateProject } from './update-project.ts';

const input = (stage: Stage, more: Partial<ProjectCreateInput> = {}): ProjectCreateInput => ({
  workspaceId: stage.workspaceId,
  name: 'Kitchen renovation',
  colour: 'teal',
  private: false,
  ...more,
});

const make = (stage: Stage, more: Partial<ProjectCreateInput> = {}) =>
  createProject(stage.owner.ctx(), input(stage, more));

const at = async (stage: Stage) => ({
  workspaceId: stage.workspaceId,
  projectId: (await make(stage)).id,
});

/** The five play on a project of its own, on which the guest may read. */
const readable = async (stage: Stage) => {
  const made = await at(stage);
  await stage.world.grant(made, stage.reader, 'read');
  return made;
};

fiveTests({
  name: 'project.create',
  verb: createProject,
  input: async (stage) => input(stage),
  happy: async (project, stage) => {
    const wanted = { name: 'Kitchen renovation', colour: 'teal', right: 'write', isInbox: false };
    expect(project).toMatchObject({ ...wanted, openCount: null, version: 1 });
    expect(project.key).toMatch(/^KR\d*$/);
    const ref = { workspaceId: stage.workspaceId, projectId: project.id };
    expect(await getProject(stage.owner.ctx(), ref)).toEqual({ ...project, openCount: 0 });
  },
});

fiveTests({
  name: 'project.update',
  verb: updateProject,
  input: async (stage) => ({ ...(await readable(stage)), set: { name: 'House' } }),
  happy: (project) => expect(project).toMatchObject({ name: 'House', colour: 'teal', version: 2 }),
});

fiveTests({
  name: 'project.archive',
  verb: archiveProject,
  input: async (stage) => ({ ...(await readable(stage)), archived: true }),
  happy: async (project, stage, sent) => {
    expect(project.archivedAt).not.toBeNull();
    const { workspaceId } = stage;
    const shown = await listProjects(stage.owner.ctx(), { workspaceId, archived: false });
    expect(shown.items.map(({ id }) => id)).not.toContain(project.id);
    const all = await listProjects(stage.owner.ctx(), { workspaceId, archived: true });
    expect(all.items.map(({ id }) => id)).toContain(project.id);
    const back = await archiveProject(stage.owner.ctx(), { ...sent, archived: false });
    expect(back.archivedAt).toBeNull();
  },
});

fiveTests({
  name: 'project.delete',
  verb: deleteProject,
  input: readable,
  happy: async (answer, stage) => {
    const ref = { workspaceId: stage.workspaceId, projectId: answer.id };
    await expect(getProject(stage.owner.ctx(), ref)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  },
});

fiveTests({
  name: 'project.restore',
  verb: restoreProject,
  input: async (stage) => {
    const ref = await readable(stage);
    await deleteProject(stage.owner.ctx(), ref);
    return ref;
  },
  happy: async (project, stage) => {
    const ref = { workspaceId: stage.workspaceId, projectId: project.id };
    expect(await getProject(stage.owner.ctx(), ref)).toEqual({ ...project, openCount: 0 });
  },
});

describe('projects', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await createStage();
  });
  afterAll(() => stage.world.close());
  const ctx = () => stage.owner.ctx();

  it('stand in the order in which they were made, the inbox first', async () => {
    const one = await make(stage, { name: 'One' });
    const two = await make(stage, { name: 'Two' });
    const { items } = await listProjects(ctx(), {
      workspaceId: stage.workspaceId,
      archived: false,
    });
    const names = items.map(({ id }) => id);
    expect(names.indexOf(two.id)).toBe(names.indexOf(one.id) + 1);
    expect(items[0]).toMatchObject({ isInbox: true, key: 'IN', isPrivate: true });
  });

  it('count what is open, without what hangs below something deleted', async () => {
    const ref = await at(stage);
    const section = await createSection(ctx(), { ...ref, name: 'Later' });
    const add = (more: object) => createTask(ctx(), { ...ref, title: 'x', ...more });
    await add({});
    const parent = await add({});
    const child = await add({ parentId: parent.id });
    await add({ parentId: child.id });
    const filed = await add({ sectionId: section.id });
    await add({ parentId: filed.id });
    const open = async () => (await getProject(ctx(), ref)).openCount;
    expect(await open()).toBe(6);
    await deleteSection(ctx(), { workspaceId: ref.workspaceId, sectionId: section.id });
    expect(await open()).toBe(4);
    await deleteTask(ctx(), { workspaceId: ref.workspaceId, taskId: parent.id });
    expect(await open()).toBe(1);
  });

  it('refuse a key that another has or that inboxes have', async () => {
    const ref = await at(stage);
    const taken = { code: 'CONFLICT', issues: [{ path: ['key'] }] };
    await expect(make(stage, { key: 'HOME' })).rejects.toMatchObject(taken);
    const change = updateProject(ctx(), { ...ref, set: { key: 'HOME' } });
    await expect(change).rejects.toMatchObject(taken);
    await expect(make(stage, { key: 'IN' })).rejects.toMatchObject({ issues: [{ path: ['key'] }] });
  });

  it('give their tasks new keys with a new key, and the old ones go on finding them', async () => {
    const { id: projectId } = await make(stage, { key: 'OLD' });
    const { workspaceId } = stage;
    const task = await createTask(ctx(), { workspaceId, projectId, title: 'Paint' });
    expect(task.key).toBe('OLD-1');
    await updateProject(ctx(), { workspaceId, projectId, set: { key: 'NEW' } });
    const now = await getTask(ctx(), { workspaceId, taskId: task.id });
    expect(now.key).toBe('NEW-1');
    for (const text of ['OLD-1', 'NEW-1', 'new-1']) {
      const { items } = await searchTasks(ctx(), { workspaceId, text, limit: 10 });
      expect(items.map((hit) => hit.task.id)).toContain(task.id);
    }
  });

  it('come back with another key where their own was given away', async () => {
    const { id: projectId } = await make(stage, { key: 'AWAY' });
    const { workspaceId } = stage;
    await deleteProject(ctx(), { workspaceId, projectId });
    await make(stage, { key: 'AWAY' });
    const back = await restoreProject(ctx(), { workspaceId, projectId });
    expect(back.key).toBe('AWAY2');
  });

  it('are the members’ own where they are private', async () => {
    const { id: projectId } = await make(stage, { private: true });
    const { workspaceId } = stage;
    const mate = await stage.world.person();
    await stage.world.join(workspaceId, mate, 'admin');
    const ref = { workspaceId, projectId };
    await expect(getProject(mate.ctx(), ref)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await stage.world.grant(ref, mate, 'comment');
    expect(await getProject(mate.ctx(), ref)).toMatchObject({ right: 'comment' });
    const rename = updateProject(mate.ctx(), { ...ref, set: { name: 'Mine' } });
    await expect(rename).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('that are inboxes cannot be renamed, archived or deleted', async () => {
    const ref = { workspaceId: stage.workspaceId, projectId: stage.owner.inboxId };
    const refused = { code: 'FORBIDDEN', message: expect.stringContaining('inbox') };
    const rename = updateProject(ctx(), { ...ref, set: { name: 'Mine' } });
    await expect(rename).rejects.toMatchObject(refused);
    const put = archiveProject(ctx(), { ...ref, archived: true });
    await expect(put).rejects.toMatchObject(refused);
    await expect(deleteProject(ctx(), ref)).rejects.toMatchObject(refused);
    const paint = await updateProject(ctx(), { ...ref, set: { colour: 'red' } });
    expect(paint.colour).toBe('red');
  });

  it('answer a wrong version with what they are now', async () => {
    const ref = await at(stage);
    const stale = { ...ref, set: { name: 'Late' }, expectedVersion: 7 };
    await expect(updateProject(ctx(), stale)).rejects.toMatchObject({
      code: 'CONFLICT',
      current: { id: ref.projectId, version: 1, name: 'Kitchen renovation' },
    });
  });
});

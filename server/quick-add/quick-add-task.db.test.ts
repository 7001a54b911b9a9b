import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { updateAccount } from '../account/update-account.ts';
import { undoChange } from '../change/undo-change.ts';
import type { GroupId, OpId } from '../domain/ids.ts';
import { createLabel } from '../label/create-label.ts';
import { listLabels } from '../label/list-labels.ts';
import { createProject } from '../project/create-project.ts';
import { createSection } from '../section/create-section.ts';
import { getTask } from '../task/get-task.ts';
import { createStage, fiveTests } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { testId } from '../testing/world.ts';
import { callProcedure } from '../trpc/call-procedure.ts';
import { parseTask } from './parse-task.ts';
import { quickAddTask } from './quick-add-task.ts';
import { taskParseInput, taskQuickAddInput } from './schema.ts';
import type { TaskQuickAddInput, TaskQuickAddOutput } from './schema.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage.world.close());

const usual = { timeZone: 'Europe/Moscow', locale: 'ru', now: '2030-11-26T10:30:00Z' };
const inputOf = (text: string, more: object = {}, on = stage) =>
  taskQuickAddInput.parse({ ...usual, workspaceId: on.workspaceId, text, ...more });
const add = (text: string, more: object = {}) =>
  quickAddTask(stage.owner.ctx(), inputOf(text, more));
const labelNames = async () => {
  const { workspaceId } = stage;
  const { items } = await listLabels(stage.owner.ctx(), { workspaceId });
  return items.map(({ name }) => name);
};

describe('a line', () => {
  test('is one task with all that it says, and answers with what was understood', async () => {
    const { workspaceId, owner } = stage;
    const project = await createProject(owner.ctx(), {
      workspaceId,
      name: 'Big boat',
      colour: 'grey',
      private: false,
    });
    const section = await createSection(owner.ctx(), {
      workspaceId,
      projectId: project.id,
      name: 'The hull',
    });
    const label = await createLabel(owner.ctx(), { workspaceId, name: 'Звонки', colour: 'red' });
    const text = 'Позвонить завтра в 5 вечера #bigboat/hull @звонки +own !2 30 мин // про ключи';
    const { task, parsed } = await add(text, { projectId: stage.projectId });
    expect(task).toMatchObject({
      title: 'Позвонить',
      notes: 'про ключи',
      projectId: project.id,
      sectionId: section.id,
      dueOn: '2030-11-27',
      dueTime: '17:00',
      timeZone: 'Europe/Moscow',
      labelIds: [label.id],
      assigneeIds: [owner.userId],
      priority: 2,
      estimateMinutes: 30,
      recurrence: null,
    });
    expect(await getTask(owner.ctx(), { workspaceId, taskId: task.id })).toEqual(task);
    expect(parsed).toEqual(await parseTask(owner.ctx(), taskParseInput.parse({ ...usual, text })));
  });

  test('repeats in the zone that it was read in', async () => {
    const { task, parsed } = await add('Полить каждый! понедельник', { timeZone: 'Asia/Tokyo' });
    expect(task).toMatchObject({
      dueOn: '2030-12-02',
      dueTime: null,
      timeZone: 'Asia/Tokyo',
      recurrence: {
        rrule: 'FREQ=WEEKLY;BYDAY=MO',
        anchor: 'completion',
        occurrenceOn: '2030-12-02',
      },
    });
    expect(parsed.next[0]).toBe('2030-12-02');
  });

  test('goes where it says, else to the project, else to the inbox', async () => {
    const inProject = await add('Sweep', { projectId: stage.projectId });
    expect(inProject.task.projectId).toBe(stage.projectId);
    expect((await add('Sweep')).task.key).toMatch(/^IN-/u);
    expect((await add('Sweep #home')).task.projectId).toBe(stage.projectId);
  });

  test('of which nothing is left to call it by is a name, and nothing is read', async () => {
    const { task, parsed } = await add('tomorrow');
    expect(task).toMatchObject({ title: 'tomorrow', dueOn: null });
    expect(parsed).toMatchObject({ title: 'tomorrow', spans: [] });
  });

  test('keeps names in its title that mean nothing here, or nothing of the caller’s', async () => {
    const { workspaceId, owner, stranger } = stage;
    await createProject(stranger.ctx(), {
      workspaceId: stranger.workspaceId,
      name: 'Secret',
      colour: 'grey',
      private: false,
    });
    for (const name of ['Twin one', 'Twin two'])
      await createProject(owner.ctx(), { workspaceId, name, colour: 'grey', private: false });
    const { task, parsed } = await add('Ask +stranger of #secret and #twin tomorrow');
    expect(task).toMatchObject({
      title: 'Ask +stranger of #secret and #twin',
      dueOn: '2030-11-27',
      assigneeIds: [],
    });
    expect(parsed.spans.map(({ kind }) => kind)).toEqual(['due']);
  });

  test('is of nobody else where only its person sees it', async () => {
    const { world, owner, workspaceId, projectId } = stage;
    const mate = await world.person('Zoya');
    await world.join(workspaceId, mate, 'member');
    const alone = await add('Ask +zoya and +own');
    expect(alone.task).toMatchObject({ title: 'Ask +zoya and', assigneeIds: [owner.userId] });
    const shared = await add('Ask +zoya', { projectId });
    expect(shared.task).toMatchObject({ title: 'Ask', assigneeIds: [mate.userId] });
  });

  test('leaves text that is to stay text', async () => {
    const literal = [{ start: 6, end: 14 }];
    expect((await add('Watch Tomorrow friday', { literal })).task.title).toBe('Watch Tomorrow');
  });

  test('begins days where the person’s settings or the call say', async () => {
    const { owner } = stage;
    const night = { now: '2026-11-26T22:30:00Z' };
    const dueOf = async (text: string, more = {}) =>
      (await add(text, { ...night, ...more })).task.dueOn;
    expect(await dueOf('Позвонить сегодня')).toBe('2026-11-27');
    await updateAccount(owner.ctx(), { set: { dayStart: '04:30' } });
    expect(await dueOf('Позвонить сегодня')).toBe('2026-11-26');
    expect(await dueOf('Call tomorrow')).toBe('2026-11-27');
    expect(await dueOf('Полить каждый день')).toBe('2026-11-26');
    expect(await dueOf('Call in 2 hours')).toBe('2026-11-27');
    expect(await dueOf('Call today', { dayStart: '00:00' })).toBe('2026-11-27');
    const line = { ...usual, ...night, text: 'Call today' };
    const parsed = await callProcedure(owner.ctx(), 'task.parse', line);
    expect(parsed).toMatchObject({ dueOn: '2026-11-26' });
    await updateAccount(owner.ctx(), { set: { dayStart: '00:00' } });
  });

  test('begins weeks where the person’s settings or the call say', async () => {
    const { owner } = stage;
    expect((await add('Plan next week')).task.dueOn).toBe('2030-12-02');
    await updateAccount(owner.ctx(), { set: { weekStart: 'sunday' } });
    expect((await add('Plan next week')).task.dueOn).toBe('2030-12-01');
    const parsed = await callProcedure(owner.ctx(), 'task.parse', {
      ...usual,
      text: 'Plan next week',
    });
    expect(parsed).toMatchObject({ dueOn: '2030-12-01' });
    expect((await add('Plan next week', { weekStart: 'saturday' })).task.dueOn).toBe('2030-11-30');
    await updateAccount(owner.ctx(), { set: { weekStart: 'monday' } });
  });
});

describe('labels that are not there', () => {
  test('are made, each once, and go with the task when that is undone', async () => {
    const opId = testId<OpId>();
    const { task } = await add('Call @new @NEW @"other one"', { opId });
    expect(task.labelIds).toHaveLength(2);
    expect(await labelNames()).toEqual(expect.arrayContaining(['new', 'other one']));
    const { workspaceId } = stage;
    const groupId = opId as string as GroupId;
    await undoChange(stage.owner.ctx(), { workspaceId, groupId, dryRun: false });
    expect(await labelNames()).not.toContain('new');
    await expect(
      getTask(stage.owner.ctx(), { workspaceId, taskId: task.id }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('stay text for a guest, who makes none', async () => {
    const { world, workspaceId, projectId } = stage;
    const guest = await world.person('Guest');
    await world.join(workspaceId, guest, 'guest');
    await world.grant({ workspaceId, projectId }, guest, 'write');
    const { task } = await quickAddTask(guest.ctx(), inputOf('Call @mine', { projectId }));
    expect(task).toMatchObject({ title: 'Call @mine', labelIds: [] });
  });

  test('are one where two lines make them at once', async () => {
    const made = await Promise.all([1, 2, 3].map(() => add('Call @together')));
    expect(new Set(made.flatMap(({ task }) => task.labelIds)).size).toBe(1);
  });
});

describe('is refused, and nothing is made', () => {
  const call = (text: string) =>
    callProcedure(stage.owner.ctx(), 'task.quickAdd', {
      ...usual,
      workspaceId: stage.workspaceId,
      text,
    });

  test.each([
    ['two lines', 'Milk\nBread'],
    ['two lines of Windows', 'Milk\r\nBread'],
    ['nothing', '  '],
    ['64 KB and more', 'я'.repeat(40_000)],
  ])('%s', async (_, text) => {
    const issues = [{ path: ['text'] }];
    await expect(call(text)).rejects.toMatchObject({ code: 'BAD_REQUEST', cause: { issues } });
  });

  test.each([
    ['a title that is too long', `${'x'.repeat(2001)} @never`],
    ['an estimate that is too long', 'Wait 9000h @never'],
    ['too many labels', `Call @never ${Array.from({ length: 60 }, (_, n) => `@n${n}`).join(' ')}`],
  ])('%s', async (_, text) => {
    await expect(call(text)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    expect(await labelNames()).not.toContain('never');
  });

  test('somebody who does not see the project', async () => {
    const { world, workspaceId, owner } = stage;
    const guest = await world.person('Outsider');
    await world.join(workspaceId, guest, 'guest');
    const { id: projectId } = await createProject(owner.ctx(), {
      workspaceId,
      name: 'Closed',
      colour: 'grey',
      private: true,
    });
    await expect(add('Ask +outsider', { projectId })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    });
  });
});

test('what no text may hold counts as a space', async () => {
  const { task } = await add('Call\u0000 Ann\ttomorrow \ud800');
  expect(task).toMatchObject({ title: 'Call Ann \ufffd', dueOn: '2030-11-27' });
});

fiveTests<TaskQuickAddInput, TaskQuickAddOutput>({
  name: 'task.quickAdd',
  verb: quickAddTask,
  input: async (on) => inputOf('Call tomorrow @fresh', { projectId: on.projectId }, on),
  happy: ({ task }) => expect(task).toMatchObject({ title: 'Call', dueOn: '2030-11-27' }),
});

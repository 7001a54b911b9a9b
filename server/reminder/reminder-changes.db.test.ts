import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { proveMember } from '../auth/membership.ts';
import { listChangeGroups } from '../change/list-change-groups.ts';
import { nameThings } from '../change/name-things.ts';
import { undoChange } from '../change/undo-change.ts';
import { contracts } from '../domain/op-contract.ts';
import type { GroupId, OpId, ReminderId, TaskId } from '../domain/ids.ts';
import { mostReminders } from '../domain/limits.ts';
import { plantBug } from '../platform/bugs.ts';
import { pullLog } from '../sync/pull-log.ts';
import type { SyncPushOutput } from '../sync/schema.ts';
import { createTask } from '../task/create-task.ts';
import { deleteTask } from '../task/delete-task.ts';
import { createStage } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { testId } from '../testing/world.ts';
import type { Person } from '../testing/world.ts';
import { callProcedure } from '../trpc/call-procedure.ts';
import { createReminder } from './create-reminder.ts';
import { deleteReminder } from './delete-reminder.ts';
import { deliverReminders } from './deliver-reminders.ts';
import { listReminders } from './list-reminders.ts';
import type { ReminderCreateInput } from './schema.ts';
import { snoozeReminder } from './snooze-reminder.ts';
import { updateReminder } from './update-reminder.ts';

type When = ReminderCreateInput['when'];
const before = (minutesBefore: number): When => ({
  kind: 'relative',
  minutesBefore,
  time: '09:00',
});
const later: When = { kind: 'instant', at: '2090-01-01T00:00:00.000Z' };
const long: When = { kind: 'instant', at: '2020-01-01T00:00:00.000Z' };

let stage: Stage;
let mate: Person;
beforeAll(async () => {
  stage = await createStage();
  mate = await stage.world.person('Mate');
  await stage.world.join(stage.workspaceId, mate, 'member');
});
afterAll(() => stage.world.close());
afterEach(() => plantBug(null));

const at = () => ({ workspaceId: stage.workspaceId });
const taskIn = async () => {
  const { owner, projectId } = stage;
  const made = { ...at(), projectId, title: 'Water', dueOn: '2090-05-05' };
  return (await createTask(owner.ctx(), made)).id;
};
const remindersOf = async (taskId: TaskId, person = stage.owner) =>
  (await listReminders(person.ctx(), { ...at(), taskId, limit: 50 })).items;
/** Does something as one group, which undo takes back. */
const group = async (act: (opId: OpId) => Promise<unknown>) => {
  const opId = testId<OpId>();
  await act(opId);
  return opId as string as GroupId;
};
const undo = (groupId: GroupId, person = stage.owner) =>
  undoChange(person.ctx(), { ...at(), groupId, dryRun: false });
/** The same, as something that can be taken back itself. */
const undone = (groupId: GroupId) =>
  group((opId) => undoChange(stage.owner.ctx(), { ...at(), groupId, dryRun: false, opId }));

describe('what a device sends later', () => {
  type Op = { opId: OpId; procedure: string; input: object };
  const op = (verb: string, input: object): Op => ({
    opId: testId<OpId>(),
    procedure: `reminder.${verb}`,
    input,
  });
  const push = async (ops: Op[]) => {
    const input = { ...at(), contract: contracts.now, ops };
    const answer = await callProcedure(stage.owner.ctx(), 'sync.push', input);
    return answer as Extract<SyncPushOutput, { status: 'done' }>;
  };
  const statuses = async (ops: Op[]) => (await push(ops)).answers.map(({ status }) => status);

  /** A first answer is lost, and all of it is sent again. @returns how many reminders there are */
  async function sentTwice(): Promise<number> {
    const taskId = await taskIn();
    const ops = [
      op('create', { taskId, when: before(60) }),
      op('create', { taskId, id: testId<ReminderId>(), when: later }),
    ];
    await push(ops);
    await push(ops);
    return (await remindersOf(taskId)).length;
  }

  test('is done once, however often it comes; the control: op-not-remembered is caught', async () => {
    expect(await sentTwice()).toBe(2);
    plantBug('op-not-remembered');
    expect(await sentTwice()).toBeGreaterThan(2);
  });

  test('names what it made itself: made, changed and taken away in one go', async () => {
    const taskId = await taskIn();
    const [id, gone] = [testId<ReminderId>(), testId<ReminderId>()];
    const ops = [
      op('create', { taskId, id, when: before(60) }),
      op('create', { taskId, id: gone, when: before(10) }),
      op('update', { reminderId: id, set: { when: later } }),
      op('delete', { reminderId: gone }),
    ];
    const first = await push(ops);
    expect(first.answers.map(({ status }) => status)).toEqual(['ok', 'ok', 'ok', 'ok']);
    expect(first.answers.every((one) => one.status === 'ok' && one.seq !== null)).toBe(true);
    expect(await push(ops)).toEqual(first);
    expect(await remindersOf(taskId)).toMatchObject([{ id, when: later, version: 2 }]);
  });

  test('undoes nothing but itself where it is refused', async () => {
    const taskId = await taskIn();
    const ops = [
      op('create', { taskId, when: before(60) }),
      op('create', { taskId, when: long }),
      op('delete', { reminderId: testId<ReminderId>() }),
      op('create', { taskId, when: later }),
    ];
    expect(await statuses(ops)).toEqual(['ok', 'refused', 'refused', 'ok']);
    expect((await remindersOf(taskId)).map(({ when }) => when)).toEqual([before(60), later]);
  });

  test('is refused beyond as many as one may have', async () => {
    const taskId = await taskIn();
    const ops = Array.from({ length: mostReminders + 1 }, (_, n) =>
      op('create', { taskId, when: before(n) }),
    );
    const answers = await statuses(ops);
    expect(answers.lastIndexOf('ok')).toBe(mostReminders - 1);
    expect(answers.at(-1)).toBe('refused');
  });
});

describe('nobody else', () => {
  test('is told of it, by the log or the history; the control: reminder-told-to-others is caught', async () => {
    const tell = async () => {
      const taskId = await taskIn();
      const people = { owner: stage.owner, mate, reader: stage.reader };
      const from = new Map<Person, string>();
      for (const person of Object.values(people))
        from.set(person, (await pullLog(person.ctx(), { limit: 200 })).cursor);
      const ctx = stage.owner.ctx();
      const { id: reminderId } = await createReminder(ctx, { ...at(), taskId, when: later });
      await updateReminder(ctx, { ...at(), reminderId, set: { when: before(5) } });
      await deleteReminder(ctx, { ...at(), reminderId });
      const told: string[] = [];
      for (const [who, person] of Object.entries(people)) {
        const { events } = await pullLog(person.ctx(), { cursor: from.get(person)!, limit: 200 });
        const history = await listChangeGroups(person.ctx(), { ...at(), limit: 5 });
        for (const text of [JSON.stringify(events), JSON.stringify(history)])
          told.push(...[...text.matchAll(/reminder\.\w+/gu)].map(([type]) => `${who} ${type}`));
      }
      return [...new Set(told)];
    };
    const types = ['created', 'updated', 'deleted'];
    const of = (who: string) => types.map((type) => `${who} reminder.${type}`);
    expect((await tell()).toSorted()).toEqual(of('owner').toSorted());
    plantBug('reminder-told-to-others');
    expect(await tell()).toEqual(expect.arrayContaining(of('mate')));
  });

  test('takes it back, or learns by what it is called', async () => {
    const taskId = await taskIn();
    const made = await group((opId) =>
      createReminder(stage.owner.ctx(), { ...at(), taskId, when: later, opId }),
    );
    await expect(undo(made, mate)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await remindersOf(taskId)).toHaveLength(1);
    const [reminder] = await remindersOf(taskId);
    const { names } = await listChangeGroups(stage.owner.ctx(), { ...at(), limit: 1 });
    expect(names).toMatchObject({ [reminder!.id]: 'Water' });
  });

  test('and its own person still does once it is deleted', async () => {
    const taskId = await taskIn();
    const ctx = stage.owner.ctx();
    const { id: reminderId } = await createReminder(ctx, { ...at(), taskId, when: later });
    const gone = await group((opId) => deleteReminder(ctx, { ...at(), reminderId, opId }));
    const { names } = await listChangeGroups(ctx, { ...at(), limit: 1 });
    expect(names).toMatchObject({ [reminderId]: 'Water' });
    const preview = await undoChange(ctx, { ...at(), groupId: gone, dryRun: true });
    expect(preview.names).toMatchObject({ [reminderId]: 'Water' });
    const other = await proveMember(mate.ctx(), stage.workspaceId, 'change.undo');
    expect(await nameThings(mate.ctx(), other, [reminderId])).toEqual({});
  });
});

describe('undo', () => {
  test('takes away what was made, and that again', async () => {
    const taskId = await taskIn();
    const made = await group((opId) =>
      createReminder(stage.owner.ctx(), { ...at(), taskId, when: before(60), opId }),
    );
    const [was] = await remindersOf(taskId);
    const back = await undone(made);
    expect(await remindersOf(taskId)).toEqual([]);
    await undo(back);
    // Newer than what a device knew of it before it went.
    expect(await remindersOf(taskId)).toEqual([{ ...was, version: 2 }]);
  });

  test('says it as before, but where it was said anew since', async () => {
    const taskId = await taskIn();
    const ctx = stage.owner.ctx();
    const { id: reminderId } = await createReminder(ctx, { ...at(), taskId, when: before(60) });
    const set = (when: When) =>
      group((opId) => updateReminder(ctx, { ...at(), reminderId, set: { when }, opId }));
    await undo(await set(later));
    expect(await remindersOf(taskId)).toMatchObject([{ when: before(60) }]);
    const first = await set(later);
    await set(before(5));
    const { applied, skipped } = await undo(first);
    expect([applied, skipped.map(({ reason }) => reason)]).toEqual([[], ['changed-since']]);
    expect(await remindersOf(taskId)).toMatchObject([{ when: before(5) }]);
  });

  test('brings one back that was put off, put off as it was', async () => {
    const taskId = await taskIn();
    const ctx = stage.owner.ctx();
    const { id: reminderId } = await createReminder(ctx, { ...at(), taskId, when: before(60) });
    const until = '2089-01-01T00:00:00.000Z';
    await snoozeReminder(ctx, { ...at(), reminderId, until });
    const [was] = await remindersOf(taskId);
    const gone = await group((opId) => deleteReminder(ctx, { ...at(), reminderId, opId }));
    expect(await remindersOf(taskId)).toEqual([]);
    await undo(gone);
    expect(await remindersOf(taskId)).toEqual([{ ...was, version: was!.version + 1 }]);
  });

  test('brings back what has passed, and it does not go off', async () => {
    const taskId = await taskIn();
    const ctx = stage.owner.ctx();
    const { id: reminderId } = await createReminder(ctx, { ...at(), taskId, when: later });
    await stage.world.runtime.db.execute(
      sql`UPDATE reminders SET remind_at = '2020-01-01', deliver_at = NULL WHERE id = ${reminderId}`,
    );
    const gone = await group((opId) => deleteReminder(ctx, { ...at(), reminderId, opId }));
    expect(await undo(gone)).toMatchObject({ skipped: [] });
    expect(await remindersOf(taskId)).toMatchObject([{ id: reminderId, when: long, nextAt: null }]);
  });

  describe('of one that was held, as by quiet hours,', () => {
    const run = (query: SQL) => stage.world.runtime.db.execute(query);
    /** It went off a minute ago, by itself or where it was put off to, and is told in an hour. */
    async function held(more = sql``) {
      const taskId = await taskIn();
      const ctx = stage.owner.ctx();
      const { id: reminderId } = await createReminder(ctx, { ...at(), taskId, when: later });
      await run(sql`
        UPDATE reminders SET remind_at = now() - interval '1 minute', deliver_at = now() + interval '1 hour' ${more}
        WHERE id = ${reminderId}`);
      const goes = () => group((opId) => deleteReminder(ctx, { ...at(), reminderId, opId }));
      const set = { when: before(5) };
      const changes = () =>
        group((opId) => updateReminder(ctx, { ...at(), reminderId, set, opId }));
      return { reminderId, ways: [goes, changes], goes, changes, stands: () => stands(reminderId) };
    }
    const stands = async (reminderId: ReminderId) =>
      (
        await run(sql`
          SELECT remind_at, snoozed_until, deliver_at FROM reminders WHERE id = ${reminderId}`)
      ).rows;

    test('leaves it to be told, deleted or said anew, also where it was put off before', async () => {
      for (const more of [sql``, sql`, snoozed_until = now() - interval '30 seconds'`]) {
        const { ways, stands } = await held(more);
        const was = await stands();
        for (const act of ways) {
          const done = await act();
          expect(await stands()).not.toEqual(was);
          expect(await undo(done)).toMatchObject({ skipped: [] });
          expect(await stands()).toEqual(was);
        }
      }
    });

    test('tells it once, however often it is taken back', async () => {
      const { reminderId, changes } = await held();
      const first = await changes();
      for (let n = 0; n < 2; n += 1) {
        await undo(first);
        await run(
          sql`UPDATE reminders SET deliver_at = now() - interval '1 second' WHERE id = ${reminderId}`,
        );
        await deliverReminders(stage.world.runtime);
        const told = await run(sql`SELECT 1 FROM notifications WHERE reminder_id = ${reminderId}`);
        expect(told.rows).toHaveLength(1);
        await changes();
      }
    });

    test('leaves off what was told, and what passed only since', async () => {
      const told = await held(sql`, sent_at = now()`);
      await run(sql`UPDATE reminders SET deliver_at = NULL WHERE id = ${told.reminderId}`);
      const since = await held();
      for (const { ways, stands } of [told, since])
        for (const act of ways) {
          const done = await act();
          await run(sql`UPDATE changes SET at = now() - interval '1 day' WHERE group_id = ${done}`);
          await undo(done);
          expect(await stands()).toMatchObject([{ deliver_at: null }]);
        }
    });

    test('leaves off what its task is due for no more', async () => {
      const { reminderId, goes, stands } = await held();
      await run(sql`
        UPDATE reminders SET kind = 'relative', minutes_before = 5, local_time = '09:00' WHERE id = ${reminderId}`);
      await undo(await goes());
      // By the due it has now it is still to come.
      const [row] = await stands();
      expect(row).toMatchObject({ deliver_at: row!['remind_at'], snoozed_until: null });
      expect(row!['deliver_at']).toMatch(/^2090/u);
    });

    test('leaves off what was still to come, where its task has become due before', async () => {
      const taskId = await taskIn();
      const ctx = stage.owner.ctx();
      const { id: reminderId } = await createReminder(ctx, { ...at(), taskId, when: before(60) });
      const gone = await group((opId) => deleteReminder(ctx, { ...at(), reminderId, opId }));
      await run(sql`UPDATE tasks SET due_on = '2020-05-05' WHERE id = ${taskId}`);
      await undo(gone);
      expect(await stands(reminderId)).toMatchObject([{ deliver_at: null, snoozed_until: null }]);
    });
  });

  test('says one as before that was put off, put off as it was', async () => {
    const taskId = await taskIn();
    const ctx = stage.owner.ctx();
    const { id: reminderId } = await createReminder(ctx, { ...at(), taskId, when: before(60) });
    await snoozeReminder(ctx, { ...at(), reminderId, until: '2089-01-01T00:00:00.000Z' });
    const [was] = await remindersOf(taskId);
    const set = { when: before(5) };
    await undo(await group((opId) => updateReminder(ctx, { ...at(), reminderId, set, opId })));
    expect(await remindersOf(taskId)).toEqual([{ ...was, version: was!.version + 2 }]);
  });

  test('leaves it where its task is gone, or is full by now', async () => {
    const taskId = await taskIn();
    const ctx = stage.owner.ctx();
    const { id: reminderId } = await createReminder(ctx, { ...at(), taskId, when: later });
    const gone = await group((opId) => deleteReminder(ctx, { ...at(), reminderId, opId }));
    for (let n = 0; n < mostReminders; n += 1)
      await createReminder(ctx, { ...at(), taskId, when: before(n) });
    const reasons = async () => (await undo(gone)).skipped.map(({ reason }) => reason);
    expect(await reasons()).toEqual(['changed-since']);
    await deleteTask(ctx, { ...at(), taskId });
    expect(await reasons()).toEqual(['gone']);
  });
});

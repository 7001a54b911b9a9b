import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dayIn } from '../domain/due.ts';
import { plantBug } from '../platform/bugs.ts';
import { recurrenceInput } from '../recurrence/schema.ts';
import { completeTask } from '../task/complete-task.ts';
import { createTask } from '../task/create-task.ts';
import { settleMissed } from '../task/settle-missed.ts';
import { skipTask } from '../task/skip-task.ts';
import { createWorld } from '../testing/world.ts';
import type { World } from '../testing/world.ts';
import { createReminder } from './create-reminder.ts';
import { deliverReminders } from './deliver-reminders.ts';
import { listReminders } from './list-reminders.ts';
import type { ReminderOutput } from './schema.ts';
import { notified, scene } from './testing/reminding.ts';
import type { Scene } from './testing/reminding.ts';

let world: World;
let ada: Scene;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  ada = await scene(world);
  begun = world.runtime.clock.now().getTime();
});
afterEach(() => plantBug(null));

const at = () => ({ workspaceId: ada.person.workspaceId });
let begun: number;
/** Of one moment for a whole test: the day may end meanwhile. */
const dayFromNow = (days: number) => {
  const then = begun + days * 86_400_000;
  return dayIn(new Date(then).toISOString(), 'UTC');
};

/** When what went off is told: at the end of quiet hours, or where it was put off, before or after the next day's own. */
type Wait = { until: string; isPutOff?: boolean };

/** A weekly task that was due yesterday, and a reminder of it that went off and waits. */
async function waiting({ until, isPutOff = false }: Wait): Promise<ReminderOutput> {
  const ctx = ada.person.ctx();
  const recurrence = recurrenceInput.parse({
    rrule: 'FREQ=WEEKLY',
    missedPolicy: 'skip',
    timeZone: 'UTC',
  });
  const due = { dueOn: dayFromNow(-1), recurrence };
  const { id: taskId } = await createTask(ctx, { ...at(), title: 'Water', ...due });
  const when = { kind: 'relative', minutesBefore: 0, time: '12:00' } as const;
  const made = await createReminder(ctx, { ...at(), taskId, when });
  await world.runtime.db.execute(sql`
    UPDATE reminders SET remind_at = now() - interval '2 hours', deliver_at = now() + ${until}::interval,
      snoozed_until = CASE WHEN ${isPutOff} THEN now() + ${until}::interval END
    WHERE id = ${made.id}`);
  return { ...made, ...(await now()) };
}

const now = async () => (await listReminders(ada.person.ctx(), { ...at(), limit: 1 })).items[0]!;
const midnight = () => settleMissed(world.runtime, new AbortController().signal);
const waits = async ({ id }: ReminderOutput) => {
  const { rows } = await world.runtime.db.execute<{ at: string | null }>(
    sql`SELECT deliver_at::text AS at FROM reminders WHERE id = ${id}`,
  );
  return rows[0]?.at ?? null;
};

/** Lets the time pass until it is told. */
async function morning({ id }: ReminderOutput): Promise<void> {
  await world.runtime.db.execute(sql`
    UPDATE reminders SET deliver_at = now(), snoozed_until = CASE WHEN snoozed_until > now() THEN now() ELSE snoozed_until END,
      remind_at = CASE WHEN deliver_at = remind_at THEN now() - interval '1 second' ELSE remind_at END
    WHERE id = ${id}`);
  await deliverReminders(world.runtime);
  await deliverReminders(world.runtime);
}
const nextNoon = () => `${dayFromNow(6)}T12:00:00.000Z`;

describe('a task that leaves a missed day behind', () => {
  test('takes nothing from what was held by quiet hours: it is told once, and then the next day’s own', async () => {
    const held = await waiting({ until: '1 hour' });
    const before = await waits(held);
    await midnight();
    expect(await now()).toMatchObject({ remindAt: nextNoon(), nextAt: held.remindAt });
    expect(await waits(held)).toBe(before);
    await morning(held);
    expect(await notified(ada)).toMatchObject([{ reminderId: held.id, firedAt: held.remindAt }]);
    expect(await now()).toMatchObject({ nextAt: nextNoon(), snoozedUntil: null });
  });

  test('nor from what was put off', async () => {
    const off = await waiting({ until: '9 hours', isPutOff: true });
    await midnight();
    expect(await now()).toMatchObject({ nextAt: off.snoozedUntil, snoozedUntil: off.snoozedUntil });
    await morning(off);
    expect(await notified(ada)).toHaveLength(1);
    expect((await now()).nextAt).toBe(nextNoon());
  });

  test('nor from what nobody came to telling, as where no worker ran', async () => {
    const late = await waiting({ until: '-1 hour' });
    await midnight();
    await deliverReminders(world.runtime);
    expect(await notified(ada)).toMatchObject([{ firedAt: late.remindAt }]);
  });

  test('has the next day’s own told alone where that comes first', async () => {
    const held = await waiting({ until: '20 days' });
    await midnight();
    expect(await now()).toMatchObject({ nextAt: nextNoon(), snoozedUntil: null });
    await morning(held);
    const [told, ...more] = await notified(ada);
    expect(more).toEqual([]);
    expect((told?.firedAt ?? '') > (held.remindAt ?? '')).toBe(true);
  });

  test('planted: a firing that goes with its day is seen', async () => {
    const held = await waiting({ until: '1 hour' });
    plantBug('missed-drops-owed');
    await midnight();
    expect((await now()).nextAt).toBe(nextNoon());
    expect(await waits(held)).not.toBeNull();
  });
});

test.each([
  ['completed', completeTask],
  ['left out', skipTask],
] as const)('an occurrence that was %s by then is not told of', async (_, verb) => {
  const { taskId } = await waiting({ until: '1 hour' });
  const sets = { ...at(), taskId, occurrenceOn: dayFromNow(-1) };
  await verb(ada.person.ctx(), sets);
  expect(await now()).toMatchObject({ nextAt: nextNoon(), snoozedUntil: null });
});

import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { undoChange } from '../change/undo-change.ts';
import type { GroupId, OpId } from '../domain/ids.ts';
import { serve } from '../http/testing/served.ts';
import type { Served } from '../http/testing/served.ts';
import { deleteReminder } from '../reminder/delete-reminder.ts';
import { deliverReminders } from '../reminder/deliver-reminders.ts';
import { snoozeReminder } from '../reminder/snooze-reminder.ts';
import { dueReminder, notified, scene } from '../reminder/testing/reminding.ts';
import type { Scene } from '../reminder/testing/reminding.ts';
import { updateReminder } from '../reminder/update-reminder.ts';
import { openStream } from '../sync/testing/follow.ts';
import type { Stream } from '../sync/testing/follow.ts';
import { createToken } from '../token/create-token.ts';
import { createTask } from '../task/create-task.ts';
import { createWorld, testId } from '../testing/world.ts';
import type { Person, World } from '../testing/world.ts';
import { markNotificationsRead } from './mark-notifications-read.ts';

let world: World;
let served: Served;
let ada: Scene;
const streams: Stream[] = [];
beforeAll(async () => {
  world = await createWorld();
  served = await serve(world.runtime);
  ada = await scene(world);
});
afterEach(() => {
  for (const stream of streams.splice(0)) stream.close();
});
afterAll(async () => {
  await served.close();
  await world.close();
});

async function follow(headers: Record<string, string>): Promise<Stream> {
  const stream = await openStream(`${served.origin}/api/trpc/sync.live`, headers);
  streams.push(stream);
  await vi.waitFor(() => expect(kindsOf(stream)).toContain('ready'), 10_000);
  return stream;
}
const cookieOf = ({ session }: Person) => ({ cookie: `cairn.session=${session}` });
const kindsOf = ({ messages }: Stream) =>
  messages.flatMap(({ event, data }) =>
    event === 'message' && data !== null ? [(data as { kind: string }).kind] : [],
  );
const heard = (stream: Stream) => kindsOf(stream).filter((kind) => kind === 'notification').length;

test('who is notified hears of it in the stream, and of what they read; nobody else does, and no cursor moves', async () => {
  const bob = await scene(world);
  const { secret } = await createToken(ada.person.ctx(), { name: 'bot', scopes: ['read'] });
  const [mine, theirs, program] = [
    await follow(cookieOf(ada.person)),
    await follow(cookieOf(bob.person)),
    await follow({ authorization: `Bearer ${secret}` }),
  ];
  await dueReminder(ada);
  await vi.waitFor(() => expect(kindsOf(mine)).toContain('entries'), 10_000);
  await vi.waitFor(() => expect(heard(mine)).toBeGreaterThan(0), 10_000);
  const made = heard(mine);
  await deliverReminders(world.runtime);
  await vi.waitFor(() => expect(heard(mine)).toBeGreaterThan(made), 10_000);
  const ids = mine.messages.filter(({ id }) => id !== null);
  expect(ids.at(-1)).toMatchObject({ id: ids.at(-2)?.id, data: { kind: 'notification' } });
  const before = heard(mine);
  const [told] = await notified(ada);
  await markNotificationsRead(ada.person.ctx(), { ids: told ? [told.id] : [] });
  await vi.waitFor(() => expect(heard(mine)).toBeGreaterThan(before), 10_000);
  // What happens to these afterwards has come, and nothing before.
  for (const [{ person }, stream] of [
    [bob, theirs],
    [ada, program],
  ] as const) {
    await createTask(person.ctx(), { workspaceId: person.workspaceId, title: 'Mark' });
    await vi.waitFor(() => expect(JSON.stringify(stream.messages)).toContain('Mark'), 10_000);
    expect(heard(stream)).toBe(0);
  }
});

test('who changes a reminder, puts it off, takes it away or gets it back hears of it in their pages, and nobody else', async () => {
  const bob = await scene(world);
  const [mine, theirs] = [await follow(cookieOf(ada.person)), await follow(cookieOf(bob.person))];
  const { workspaceId } = ada.person;
  const { id: reminderId } = await dueReminder(ada, 'Heard');
  const opId = testId<OpId>();
  const when = { kind: 'instant', at: '2091-01-01T00:00:00.000Z' } as const;
  const writes = [
    () => updateReminder(ada.person.ctx(), { workspaceId, reminderId, set: { when } }),
    () => snoozeReminder(ada.person.ctx(), { workspaceId, reminderId, minutes: 10 }),
    () => deleteReminder(ada.person.ctx(), { workspaceId, reminderId, opId }),
    () =>
      undoChange(ada.person.ctx(), {
        workspaceId,
        groupId: opId as string as GroupId,
        dryRun: false,
      }),
  ];
  await vi.waitFor(() => expect(heard(mine)).toBe(1), 10_000);
  for (const [done, write] of writes.entries()) {
    await write();
    await vi.waitFor(() => expect(heard(mine)).toBe(done + 2), 10_000);
  }
  // What happens to them afterwards has come.
  const { person } = bob;
  await createTask(person.ctx(), { workspaceId: person.workspaceId, title: 'Mark' });
  await vi.waitFor(() => expect(JSON.stringify(theirs.messages)).toContain('Mark'), 10_000);
  expect(heard(theirs)).toBe(0);
});

test('a hint that is lost is found by a look', async () => {
  const mine = await follow(cookieOf(ada.person));
  // The first look only sees what there is.
  await new Promise((resolve) => setTimeout(resolve, 6000));
  await dueReminder(ada, 'Unheard');
  await vi.waitFor(() => expect(heard(mine)).toBeGreaterThan(0), 10_000);
  const made = heard(mine);
  const deaf = { tell: () => undefined, listen: () => () => undefined, close: () => undefined };
  const cache = { ...world.runtime.cache, hints: deaf };
  await deliverReminders({ ...world.runtime, cache });
  await vi.waitFor(() => expect(heard(mine)).toBeGreaterThan(made), 20_000);
}, 60_000);

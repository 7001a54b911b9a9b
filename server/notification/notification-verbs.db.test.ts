import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deliverReminders } from '../reminder/deliver-reminders.ts';
import { dueReminder, notified, scene } from '../reminder/testing/reminding.ts';
import type { Scene } from '../reminder/testing/reminding.ts';
import { deleteTask } from '../task/delete-task.ts';
import { fiveTests } from '../testing/five-tests.ts';
import { tokenOf } from '../testing/token-of.ts';
import { createWorld } from '../testing/world.ts';
import type { World } from '../testing/world.ts';
import { listNotifications } from './list-notifications.ts';
import { markNotificationsRead } from './mark-notifications-read.ts';
import { sweepNotifications } from './sweep-notifications.ts';

fiveTests({
  name: 'notification.markRead',
  verb: markNotificationsRead,
  trace: 'notifications',
  async input({ world, owner }) {
    await dueReminder({ world, person: owner });
    await deliverReminders(world.runtime);
    const [told] = await notified({ world, person: owner });
    return { ids: told ? [told.id] : [] };
  },
  async happy({ unread }, { world, owner }, { ids = [] }) {
    expect(unread).toBe(0);
    const all = await notified({ world, person: owner });
    expect(all.find(({ id }) => ids.includes(id))?.readAt).not.toBeNull();
  },
});

describe('notifications', () => {
  let world: World;
  let ada: Scene;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world.close());
  const tell = async (count: number) => {
    ada = await scene(world);
    for (let n = 0; n < count; n += 1) await dueReminder(ada, `Task ${n}`);
    await deliverReminders(world.runtime);
  };
  const list = (fields: { limit?: number; cursor?: string; unread?: boolean } = {}) =>
    listNotifications(ada.person.ctx(), { unread: false, limit: 50, ...fields });

  test('are told newest first, page by page, each once', async () => {
    await tell(5);
    const first = await list({ limit: 2 });
    const second = await list({ limit: 2, cursor: first.nextCursor ?? '' });
    const third = await list({ limit: 2, cursor: second.nextCursor ?? '' });
    const ids = [first, second, third].flatMap(({ items }) => items.map(({ id }) => id));
    expect(new Set(ids).size).toBe(5);
    expect(ids).toEqual((await list()).items.map(({ id }) => id));
    expect([first.unread, third.nextCursor]).toEqual([5, null]);
  });

  test('are read one by one or all at once; whoever asks for unread ones gets those', async () => {
    await tell(3);
    const [first] = (await list()).items;
    const ctx = ada.person.ctx();
    expect(await markNotificationsRead(ctx, { ids: first ? [first.id] : [] })).toEqual({
      unread: 2,
    });
    expect((await list({ unread: true })).items).toHaveLength(2);
    expect(await markNotificationsRead(ctx, { all: true })).toEqual({ unread: 0 });
    expect(await list({ unread: true })).toMatchObject({ items: [], unread: 0 });
    expect((await list()).items).toHaveLength(3);
  });

  test('of what is seen no more are not told, nor counted', async () => {
    await tell(2);
    const { workspaceId } = ada.person;
    const [first] = (await list()).items;
    if (first) await deleteTask(ada.person.ctx(), { workspaceId, taskId: first.taskId });
    expect(await list()).toMatchObject({ items: [expect.anything()], unread: 1 });
    const gone = markNotificationsRead(ada.person.ctx(), { ids: first ? [first.id] : [] });
    await expect(gone).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('a token of another workspace reaches none of them', async () => {
    await tell(1);
    const other = await world.person('Other');
    await world.join(other.workspaceId, ada.person, 'member');
    const scopes: ['write'] = ['write'];
    const elsewhere = await tokenOf(ada.person, { scopes, workspaceIds: [other.workspaceId] });
    const asked = { unread: false, limit: 10 };
    expect(await listNotifications(elsewhere, asked)).toMatchObject({ items: [], unread: 0 });
    await markNotificationsRead(elsewhere, { all: true });
    const everywhere = await tokenOf(ada.person, { scopes });
    expect((await listNotifications(everywhere, asked)).unread).toBe(1);
  });

  test('go after ninety days, read or not', async () => {
    await tell(2);
    const [first] = (await list()).items;
    await world.runtime.db.execute(
      sql`UPDATE notifications SET created_at = now() - interval '91 days' WHERE id = ${first?.id}`,
    );
    await sweepNotifications(world.runtime);
    expect((await list()).items).toHaveLength(1);
  });
});

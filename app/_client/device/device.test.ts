import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import * as fc from 'fast-check';
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { userOutput } from '../../../server/account/schema.ts';
import { commentOutput } from '../../../server/comment/schema.ts';
import { labelOutput } from '../../../server/label/schema.ts';
import { projectOutput } from '../../../server/project/schema.ts';
import { relationOutput } from '../../../server/relation/schema.ts';
import { sectionOutput } from '../../../server/section/schema.ts';
import { planOutput } from '../../../server/plan/schema.ts';
import { reminderOutput } from '../../../server/reminder/schema.ts';
import { viewOutput } from '../../../server/view/schema.ts';
import { taskOutput } from '../../../server/task/schema.ts';
import { workspaceOutput } from '../../../server/workspace/schema.ts';
import type { OpLog, KeptOp, Refusal } from '../sending/op-log.ts';
import { opId, taskId } from '../testing/rows.ts';

beforeEach(() => {
  vi.resetModules();
  vi.stubGlobal('indexedDB', new IDBFactory());
});
afterEach(() => vi.unstubAllGlobals());

/** A page's modules, anew: what it knows beside the device is gone. */
const openPage = async () => {
  vi.resetModules();
  const { deviceLog, keepsAll } = await import('./device-log.ts');
  const { openDevice } = await import('./database.ts');
  const { createLease } = await import('../live/lease.ts');
  return { deviceLog, keepsAll, openDevice, createLease };
};

const kept = (n: number, userId: string, title = ''): KeptOp => ({
  opId: opId(n),
  userId,
  procedure: 'task.update',
  input: { workspaceId: 'w', taskId: taskId(1), set: { title } },
  contract: 1,
  madeAt: '2026-01-01T00:00:00.000Z',
});

const refusal = (op: KeptOp): Refusal => ({
  id: op.opId,
  userId: op.userId,
  code: 'FORBIDDEN',
  message: 'no',
  issues: [],
  refusedAt: '2026-01-01T00:00:01.000Z',
  ops: [op],
});

test('what waits outlives the page, in order, each person’s own', async () => {
  const { deviceLog: before } = await openPage();
  for (let n = 0; n < 5; n += 1) await before.add(kept(9 - n, n % 2 === 0 ? 'ada' : 'bob'));
  const { deviceLog } = await openPage();
  const ids = async (userId: string, most?: number) =>
    (await deviceLog.list(userId, most)).map((op) => op.opId);
  expect(await ids('ada')).toEqual([opId(9), opId(7), opId(5)]);
  expect(await ids('ada', 2)).toEqual([opId(9), opId(7)]);
  expect(await ids('bob')).toEqual([opId(8), opId(6)]);
  await deviceLog.clear('ada');
  expect(await ids('ada')).toEqual([]);
  expect(await ids('bob')).toHaveLength(2);
});

test('it does what the log of a page alone does', async () => {
  const step = fc.record({
    kind: fc.constantFrom('add', 'settle', 'change', 'refuse', 'dismiss', 'clear'),
    n: fc.nat(8),
    userId: fc.constantFrom('ada', 'bob'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      vi.stubGlobal('indexedDB', new IDBFactory());
      const { deviceLog } = await openPage();
      const { createMemoryLog } = await import('../sending/op-log.ts');
      const logs: OpLog[] = [deviceLog, createMemoryLog()];
      for (const [at, { kind, n, userId }] of steps.entries()) {
        for (const log of logs) {
          const waiting = await log.list(userId);
          const op = waiting[n % Math.max(1, waiting.length)];
          const nothing = { gone: [], refused: [], changed: [] };
          if (kind === 'add') await log.add(kept(at, userId));
          else if (kind === 'dismiss') await log.dismiss(opId(n));
          else if (kind === 'clear') await log.clear(userId);
          else if (!op) continue;
          else if (kind === 'settle') await log.settle({ ...nothing, gone: [op] });
          else if (kind === 'refuse')
            await log.settle({ ...nothing, gone: [op], refused: [refusal(op)] });
          else await log.settle({ ...nothing, changed: [{ ...op, madeAt: String(at) }] });
        }
      }
      for (const userId of ['ada', 'bob']) {
        const [one, other] = await Promise.all(
          logs.map(async (log) => ({
            ops: (await log.list(userId)).map((op) => [op.opId, op.madeAt]),
            refused: (await log.refusals(userId)).map(({ id }) => id).toSorted(),
          })),
        );
        expect(one).toEqual(other);
      }
    }),
    { numRuns: 50 },
  );
});

test('where the browser keeps nothing it lasts as long as the page, and says so', async () => {
  vi.stubGlobal('indexedDB', undefined);
  const { deviceLog, keepsAll } = await openPage();
  expect(keepsAll()).toBe(true);
  await deviceLog.add(kept(1, 'ada'));
  expect(keepsAll()).toBe(false);
  expect(await deviceLog.list('ada')).toHaveLength(1);
  const [op] = await deviceLog.list('ada');
  const settled = { gone: [op as KeptOp], refused: [refusal(op as KeptOp)], changed: [] };
  await deviceLog.settle(settled);
  expect(await deviceLog.list('ada')).toEqual([]);
  expect(await deviceLog.refusals('ada')).toHaveLength(1);
});

test('a storage that could not be opened is tried again, and one that was closed is opened anew', async () => {
  const { openDevice, createLease } = await openPage();
  const factory = indexedDB;
  vi.stubGlobal('indexedDB', undefined);
  await expect(openDevice()).rejects.toThrow();
  vi.stubGlobal('indexedDB', factory);
  expect(await createLease('a name', 'a tab').take()).toBe(true);
  expect(await createLease('a name', 'another').take()).toBe(false);
  const first = await openDevice();
  // A page of a newer version is waited for by nobody: this one closes for it.
  const newer = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open('cairn', 99);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error ?? new Error('not opened'));
  });
  newer.close();
  expect(() => first.transaction('ops')).toThrow();
});

test('rows that are kept have the form that the contract gives them now', async () => {
  const { rowsForm } = await import('./device-rows.ts');
  const forms = {
    users: userOutput,
    workspaces: workspaceOutput,
    projects: projectOutput,
    sections: sectionOutput,
    labels: labelOutput,
    tasks: taskOutput,
    comments: commentOutput,
    views: viewOutput,
    relations: relationOutput,
    plans: planOutput,
    reminders: reminderOutput,
  };
  const text = Object.values(forms).map((form) =>
    JSON.stringify(z.toJSONSchema(form, { unrepresentable: 'any' })),
  );
  const form = createHash('sha256').update(text.join('\n')).digest('hex').slice(0, 12);
  // Where a row has changed, `rowsForm` counts up by one: what devices keep of before is then read anew.
  expect({ rowsForm, form }).toEqual({ rowsForm: 8, form: '683ed5e8c442' });
});

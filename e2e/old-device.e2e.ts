import { expect, test } from '@playwright/test';
import { rowsForm } from '../app/_client/device/device-rows.ts';
import { newId } from '../app/_client/ids.ts';
import { contracts } from '../server/domain/op-contract.ts';
import { call } from './call.ts';
import { keptWhole } from './kept-rows.ts';
import { signUp } from './sign-up.ts';
import { storedOn } from './stored-on.ts';
import { useInstance } from './use-instance.ts';

const cairn = useInstance();

/** What a version before this one left in a browser: its second schema, a row of an older form, an operation not sent. */
type Left = { userId: string; op: object; row: { id: string } };

/** Runs in the page: what is there is as an older version had made it. */
async function leaveBehind({ userId, op, row }: Left): Promise<void> {
  await new Promise((resolve) => {
    indexedDB.deleteDatabase('cairn').addEventListener('success', resolve);
  });
  const opening = indexedDB.open('cairn', 2);
  opening.addEventListener('upgradeneeded', () => {
    const { result: db } = opening;
    db.createObjectStore('leases');
    const ops = db.createObjectStore('ops', { keyPath: 'at', autoIncrement: true });
    ops.createIndex('user', 'userId');
    ops.createIndex('op', 'opId');
    db.createObjectStore('refusals', { keyPath: 'id' }).createIndex('user', 'userId');
    const rows = db.createObjectStore('rows', { keyPath: ['userId', 'table', 'id'] });
    rows.createIndex('project', ['userId', 'projectId']);
    db.createObjectStore('owner');
    ops.add(op);
    rows.add({ userId, table: 'tasks', id: row.id, projectId: '', row });
    opening.transaction?.objectStore('owner').add({ userId, form: 1, loads: ['today'] }, 'owner');
  });
  await new Promise((resolve) => {
    opening.addEventListener('success', resolve);
  });
  opening.result.close();
}

test('a browser with the device of an older version sends what waits there, and reads its rows anew', async ({
  page,
}) => {
  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(message));
  await signUp(page, cairn.url, 'Olga');
  const { user, workspaces } = await call(page, 'account.me');
  const [workspace] = workspaces;
  const dueOn = new Date().toISOString().slice(0, 10);
  await page.goto(`${cairn.url}/healthz`);
  await page.evaluate(leaveBehind, {
    userId: user.id,
    op: {
      opId: newId(),
      userId: user.id,
      procedure: 'task.create',
      input: { workspaceId: workspace?.id, id: newId(), title: 'Written before', dueOn },
      contract: contracts.oldest,
      madeAt: new Date().toISOString(),
    },
    row: { id: newId(), title: 'Of another form' },
  });
  await page.goto(`${cairn.url}/today`);
  await expect(page.getByRole('treeitem', { name: /^Written before/ })).toBeVisible();
  await expect(page.getByText('Of another form')).toBeHidden();
  const tasks = async () =>
    (await call(page, 'task.list', { workspaceId: workspace?.id, limit: 100 })).items;
  await expect.poll(tasks).toMatchObject([{ title: 'Written before' }]);
  await keptWhole(page);
  const { ops, rows, owner } = await storedOn(page);
  expect(ops).toEqual([]);
  expect(owner).toMatchObject([{ userId: user.id, form: rowsForm }]);
  expect(JSON.stringify(rows)).toContain('Written before');
  expect(JSON.stringify(rows)).not.toContain('Of another form');
  expect(faults).toEqual([]);
});

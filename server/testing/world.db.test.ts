import { afterAll, beforeAll, expect, test } from 'vitest';
import { tasks } from '../../db/schema/tasks.ts';
import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import { sqlState } from '../domain/postgres-error.ts';
import { createWorld } from './world.ts';
import type { Person, World } from './world.ts';

let world: World;
let person: Person;
beforeAll(async () => {
  world = await createWorld();
  person = await world.person();
});
afterAll(() => world.close());

test('outside of write the database refuses to change anything, however it is asked', async () => {
  const { db } = person.ctx();
  const readOnly = '25006';
  const statement = db.delete(tasks).then(() => undefined, sqlState);
  expect(await statement).toBe(readOnly);
  const inTransaction = db.transaction((tx) => tx.delete(tasks)).then(() => undefined, sqlState);
  expect(await inTransaction).toBe(readOnly);
  expect(await db.select().from(tasks)).toEqual([]);
});

test('inside of write it does as it is told', async () => {
  const { workspaceId } = person;
  const options = { action: 'task.create', input: { workspaceId }, guard: membership } as const;
  await write(person.ctx(), options, (w) => w.db.delete(tasks));
});

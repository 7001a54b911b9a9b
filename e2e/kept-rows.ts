import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import type { Rows, TableName } from '../app/_client/store/rows.ts';
import { storedOn } from './stored-on.ts';

/** The rows of a table that the device has. */
export async function keptRows<T extends TableName>(page: Page, name: T): Promise<Rows[T][]> {
  const { rows } = await storedOn(page);
  return rows.flatMap(({ table, row }) => (table === name ? [row as Rows[T]] : []));
}

/** Waits until the device has all that its person sees. */
export async function keptWhole(page: Page, workspaces = 1): Promise<void> {
  const whole = async () => (await storedOn(page)).owner[0]?.copy?.whole.length;
  await expect.poll(whole).toBe(workspaces);
}

import type { Reads } from '../contract.ts';
import { callErrorOf } from '../sending/call-error.ts';
import { read } from '../sending/read.ts';

export type HistoryQuestion = Pick<
  Reads['change.listGroups']['input'],
  'workspaceId' | 'actorId' | 'projectId' | 'cursor'
>;
type HistoryPage = Reads['change.listGroups']['output'];

/** One page of what was done, newest first: one of which nothing is visible says only where to go on. @throws CallError */
export async function readHistory(asked: HistoryQuestion): Promise<HistoryPage> {
  let page = await read('change.listGroups', asked);
  while (page.items.length === 0 && page.nextCursor !== null)
    page = await read('change.listGroups', { ...asked, cursor: page.nextCursor });
  return page;
}

/** True where what the history was narrowed to is not to be seen. */
export function isUnseen(error: unknown): boolean {
  return callErrorOf(error).code === 'NOT_FOUND';
}

'use client';

import { useCallback, useEffect, useMemo, useRef } from 'react';
import { nowIso } from '../../_client/clock.ts';
import { keepLoaded, reachable } from '../../_client/loads/loads.ts';
import { readCompleted, withNewest, withOlder } from '../../_client/loads/read-completed.ts';
import type { CompletedPage } from '../../_client/loads/read-completed.ts';
import { selectCompleted } from '../../_client/store/completed.ts';
import { useStore } from '../../_client/store/page-store.ts';
import { useCell } from '../../_client/store/use-cell.ts';
import { createKeptAnswers } from '../shell/kept-answers.ts';
import { useOnSaved } from '../shell/use-on-saved.ts';

type Status = 'loading' | 'ready' | 'failed';
/** `page` is null until the server has told of one. */
type Read = { status: Status; page: CompletedPage | null };

const nothing: Read = { status: 'loading', page: null };
const none: CompletedPage = { items: [], nextCursor: null };
const cellOf = createKeptAnswers(nothing);

type Asked = { workspaceId: string; by: string | null };

/**
 * What was completed in a workspace, a page at a time. The newest page is read again whenever others complete
 * something, and once what was done here is saved; what was read below it stays.
 */
export function useCompleted({ workspaceId, by }: Asked) {
  const cell = cellOf(`${workspaceId} ${by}`);
  const { status, page } = useCell(cell);
  const isReachable = useCell(reachable);
  const isReading = useRef(false);

  const ask = useCallback(
    async (cursor: string | null): Promise<void> => {
      const asked = { workspaceId, ...(by !== null && { by }), ...(cursor !== null && { cursor }) };
      try {
        const read = await readCompleted(asked);
        const was = cell.get().page ?? none;
        // What was asked for before the list began anew goes on from what is not there any more.
        if (cursor !== null && was.nextCursor !== cursor) return;
        const joined = cursor === null ? withNewest(was, read) : withOlder(was, read);
        cell.set({ status: 'ready', page: joined });
      } catch (cause) {
        cell.set({ ...cell.get(), status: 'failed' });
        throw cause;
      }
    },
    [cell, workspaceId, by],
  );
  const again = useCallback(() => void ask(null).catch(() => undefined), [ask]);
  useEffect(() => {
    // Narrowed otherwise it is the same load, which may have been read a moment ago.
    again();
    return keepLoaded(`completed ${workspaceId}`, () => ask(null));
  }, [again, ask, workspaceId]);
  useOnSaved(again);
  const nextCursor = page?.nextCursor ?? null;
  const more = useCallback(() => {
    if (nextCursor === null || isReading.current) return;
    isReading.current = true;
    const done = () => void (isReading.current = false);
    ask(nextCursor).then(done, done);
  }, [nextCursor, ask]);

  const isByDevice = page === null && status === 'failed';
  const told = page?.items ?? (isByDevice ? null : none.items);
  const select = useMemo(
    () => selectCompleted({ workspaceId, by, told }, nowIso),
    [workspaceId, by, told],
  );
  const items = useStore(select);
  return {
    items,
    status,
    /** The server's answer is missing: what the device holds is shown. */
    isByDevice,
    isReachable,
    nextCursor,
    again,
    more,
  };
}

'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { keepLoaded } from '../../_client/loads/loads.ts';
import { callErrorOf } from '../../_client/sending/call-error.ts';
import { read } from '../../_client/sending/read.ts';
import { syncState } from '../../_client/sending/sync.ts';
import { useCell } from '../../_client/store/use-cell.ts';
import { withHead, withTail } from './join-pages.ts';
import type { Page } from './join-pages.ts';

export type HistoryQuestion = {
  workspaceId: string;
  actorId: string | null;
  projectId: string | null;
};

type Shown = Page & { status: 'loading' | 'ready' | 'failed'; isMissing: boolean };

const nothing: Shown = {
  status: 'loading',
  isMissing: false,
  items: [],
  names: {},
  nextCursor: null,
};

/**
 * What was done in a workspace, a page of groups at a time. The first page is read again whenever others change
 * something and once what was done here is saved; what was read below it stays.
 */
export function useHistory({ workspaceId, actorId, projectId }: HistoryQuestion) {
  const question = JSON.stringify({
    workspaceId,
    ...(actorId !== null && { actorId }),
    ...(projectId !== null && { projectId }),
  });
  const [shown, setShown] = useState({ ...nothing, question });
  const now = shown.question === question ? shown : { ...nothing, question };
  const isReading = useRef(false);

  const ask = useCallback(
    async (cursor?: string): Promise<void> => {
      const asked = { ...JSON.parse(question), ...(cursor !== undefined && { cursor }) };
      try {
        const page = await readFilled(asked);
        setShown((was) => {
          const known = was.question === question && was.status !== 'loading' ? was : nothing;
          const joined = cursor === undefined ? withHead(known, page) : withTail(known, page);
          return { ...joined, question, status: 'ready', isMissing: false };
        });
      } catch (cause) {
        const isMissing = callErrorOf(cause).code === 'NOT_FOUND';
        setShown((was) => ({
          ...(was.question === question ? was : { ...nothing, question }),
          status: 'failed',
          isMissing,
        }));
        throw cause;
      }
    },
    [question],
  );
  useEffect(() => keepLoaded(`change.listGroups ${question}`, () => ask()), [ask, question]);
  // What the page did itself it does not hear of.
  const isSaved = useCell(syncState).pending === 0;
  const wasSaved = useRef(isSaved);
  const again = useCallback(() => void ask().catch(() => undefined), [ask]);
  useEffect(() => {
    if (isSaved && !wasSaved.current) again();
    wasSaved.current = isSaved;
  }, [isSaved, again]);
  const more = useCallback(() => {
    if (now.nextCursor === null || isReading.current) return;
    isReading.current = true;
    const done = () => void (isReading.current = false);
    ask(now.nextCursor).then(done, done);
  }, [ask, now.nextCursor]);
  return { ...now, again, more };
}

/** A page of which nothing is visible says only where to go on. */
async function readFilled(asked: { workspaceId: string; cursor?: string }): Promise<Page> {
  let page = await read('change.listGroups', asked);
  while (page.items.length === 0 && page.nextCursor !== null)
    page = await read('change.listGroups', { ...asked, cursor: page.nextCursor });
  return page;
}

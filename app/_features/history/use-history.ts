'use client';

import { useCallback, useEffect, useRef } from 'react';
import { isUnseen, readHistory } from '../../_client/intents/read-history.ts';
import type { HistoryQuestion } from '../../_client/intents/read-history.ts';
import { keepLoaded } from '../../_client/loads/loads.ts';
import { useCell } from '../../_client/store/use-cell.ts';
import { useProjectIds } from '../../_client/store/use-rows.ts';
import { withHead, withTail } from './join-pages.ts';
import type { Page } from './join-pages.ts';
import { createKeptAnswers } from '../shell/kept-answers.ts';
import { useOnSaved } from '../shell/use-on-saved.ts';

type Shown = Page & { status: 'loading' | 'ready' | 'failed'; isMissing: boolean };

const nothing: Shown = {
  status: 'loading',
  isMissing: false,
  items: [],
  names: {},
  nextCursor: null,
};
const cellOf = createKeptAnswers(nothing);

/** What is read: the first page on top of what is there, the first page alone, or what follows. */
type Which = 'head' | 'whole' | 'tail';

/**
 * What was done in a workspace, a page of groups at a time. The first page is read again whenever others change
 * something and once what was done here is saved; what was read below it stays.
 */
export function useHistory(asked: HistoryQuestion) {
  const { workspaceId } = asked;
  const question = JSON.stringify(asked);
  const cell = cellOf(question);
  const shown = useCell(cell);
  const isReading = useRef(false);

  const ask = useCallback(
    async (which: Which): Promise<void> => {
      const { nextCursor } = cell.get();
      const cursor = which === 'tail' && nextCursor !== null ? { cursor: nextCursor } : {};
      try {
        const page = await readHistory({ ...(JSON.parse(question) as HistoryQuestion), ...cursor });
        const was = cell.get();
        const joined =
          which === 'tail' ? withTail(was, page) : which === 'head' ? withHead(was, page) : page;
        cell.set({ ...joined, status: 'ready', isMissing: false });
      } catch (cause) {
        const isMissing = isUnseen(cause);
        cell.set({ ...(isMissing ? nothing : cell.get()), status: 'failed', isMissing });
        throw cause;
      }
    },
    [cell, question],
  );
  const again = useCallback(
    (which: Which = 'head') => void ask(which).catch(() => undefined),
    [ask],
  );
  useEffect(() => {
    // Narrowed otherwise it is the same load, which may have been read a moment ago.
    again();
    return keepLoaded(`history ${workspaceId}`, () => ask('head'));
  }, [again, ask, workspaceId]);
  useOnSaved(again);
  useOnLost(workspaceId, again);
  const more = useCallback(() => {
    if (cell.get().nextCursor === null || isReading.current) return;
    isReading.current = true;
    const done = () => void (isReading.current = false);
    ask('tail').then(done, done);
  }, [ask, cell]);
  return { ...shown, again: () => again(), more };
}

/** Of a project that is seen no more nothing stays, also further down. */
function useOnLost(workspaceId: string, again: (which: Which) => void): void {
  const projectIds = useProjectIds(workspaceId);
  const was = useRef(projectIds);
  useEffect(() => {
    if (was.current.some((id) => !projectIds.includes(id))) again('whole');
    was.current = projectIds;
  }, [projectIds, again]);
}

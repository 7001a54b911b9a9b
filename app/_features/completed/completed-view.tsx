'use client';

import { useTranslations } from 'next-intl';
import { useId, useMemo, useRef } from 'react';
import { navigate, useLocation } from '../../_client/router.ts';
import { completionKey } from '../../_client/store/completed.ts';
import { useMe, useMemberRowIds } from '../../_client/store/use-rows.ts';
import { Button } from '../../_ui/button.tsx';
import { EmptyState } from '../../_ui/empty-state.tsx';
import { Segmented } from '../../_ui/segmented.tsx';
import { ViewHeader } from '../../_ui/view-header.tsx';
import { Column } from '../shell/column.tsx';
import { ReadOn } from '../shell/read-on.tsx';
import { Skeleton } from '../shell/skeleton.tsx';
import { pathHere, useCurrentWorkspace } from '../workspace/current-workspace.ts';
import { CompletedList } from './completed-list.tsx';
import { groupDays } from './group-days.ts';
import { useCompleted } from './use-completed.ts';
import { useHeir } from './use-heir.ts';

/** What was completed in a workspace, newest first: by the person, or by everybody. */
export function CompletedView() {
  const workspace = useCurrentWorkspace();
  const me = useMe();
  return workspace && me ? (
    <CompletedIn key={workspace.id} workspaceId={workspace.id} me={me} />
  ) : null;
}

type Props = { workspaceId: string; me: NonNullable<ReturnType<typeof useMe>> };

function CompletedIn({ workspaceId, me }: Props) {
  const t = useTranslations('completed');
  const { whose, choose } = useWhose();
  const isAlone = useMemberRowIds(workspaceId).length < 2;
  const completed = useCompleted({ workspaceId, by: whose === 'all' ? null : me.id });
  const { items, status, isByDevice, isReachable, nextCursor } = completed;
  const { timeZone, dayStart } = me;
  const days = useMemo(() => groupDays(items, { timeZone, dayStart }), [items, timeZone, dayStart]);
  const keys = useMemo(() => days.flatMap((day) => day.items.map(completionKey)), [days]);
  const box = useRef<HTMLDivElement>(null);
  useHeir(box, keys);
  const isEmpty = items.length === 0;
  const note = isByDevice ? t('byDevice') : isReachable ? null : t('stale');
  return (
    <>
      <ViewHeader
        title={t('title')}
        actions={!isAlone && <WhoseChoice whose={whose} onChoose={choose} />}
      />
      <Column>
        <div ref={box}>
          {note !== null && !isEmpty && (
            <p role="status" className="px-2 pb-2 text-sm text-muted">
              {note}
            </p>
          )}
          {isEmpty && status === 'loading' && <Skeleton />}
          {isEmpty && status === 'failed' && (
            <EmptyState action={<Button onClick={completed.again}>{t('again')}</Button>}>
              {t('failed')}
            </EmptyState>
          )}
          {isEmpty && status === 'ready' && (
            <div data-empty tabIndex={-1} data-ring="none">
              <EmptyState
                action={
                  !isAlone &&
                  whose === 'mine' && <Button onClick={() => choose('all')}>{t('showAll')}</Button>
                }
              >
                {whose === 'mine' ? t('nothing') : t('nothingOfAll')}
              </EmptyState>
            </div>
          )}
          {!isEmpty && <CompletedList workspaceId={workspaceId} days={days} />}
          {!isEmpty && nextCursor !== null && (
            <ReadOn
              key={nextCursor}
              hasFailed={status === 'failed'}
              words={{ loading: t('loading'), failed: t('failed'), again: t('again') }}
              onMore={completed.more}
            />
          )}
        </div>
      </Column>
    </>
  );
}

type Whose = 'mine' | 'all';

/** It stands in the address, so that back leads there. */
function useWhose(): { whose: Whose; choose: (whose: Whose) => void } {
  const search = new URLSearchParams(useLocation()?.search);
  return {
    whose: search.get('by') === 'all' ? 'all' : 'mine',
    choose: (whose) => navigate(pathHere('/completed') + (whose === 'all' ? '?by=all' : '')),
  };
}

function WhoseChoice({ whose, onChoose }: { whose: Whose; onChoose: (whose: Whose) => void }) {
  const t = useTranslations('completed');
  const id = useId();
  return (
    <div className="mr-2">
      <span id={id} className="sr-only">
        {t('whose')}
      </span>
      <Segmented
        labelledBy={id}
        value={whose}
        onChange={onChoose}
        options={[
          { value: 'mine', label: t('mine') },
          { value: 'all', label: t('everyone') },
        ]}
      />
    </div>
  );
}

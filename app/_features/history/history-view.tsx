'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ChangeGroupOutput } from '../../../server/change/schema.ts';
import { daysBetween } from '../../_client/clock.ts';
import { navigate, useLocation } from '../../_client/router.ts';
import { useMe } from '../../_client/store/use-rows.ts';
import { useToday } from '../../_client/store/use-today.ts';
import { Button } from '../../_ui/button.tsx';
import { dayAt, dayWord, longDate } from '../../_ui/date-words.ts';
import { EmptyState } from '../../_ui/empty-state.tsx';
import { ViewHeader } from '../../_ui/view-header.tsx';
import { Column } from '../shell/column.tsx';
import { ReadOn } from '../shell/read-on.tsx';
import { Skeleton } from '../shell/skeleton.tsx';
import { pathHere, useCurrentWorkspace } from '../workspace/current-workspace.ts';
import { GroupRow } from './group-row.tsx';
import { HistoryFilter } from './history-filter.tsx';
import { UndoDialog } from './undo-dialog.tsx';
import type { ToUndo } from './undo-dialog.tsx';
import { capital } from './use-group-line.ts';
import { useHistory } from './use-history.ts';

/** What was done in a workspace, a line for each intent, and what takes it back. */
export function HistoryView() {
  const workspace = useCurrentWorkspace();
  return workspace ? <HistoryOf key={workspace.id} workspaceId={workspace.id} /> : null;
}

/** Whom and which project the history is narrowed to stands in the address, so that back leads there. */
function useFilter() {
  const search = new URLSearchParams(useLocation()?.search);
  const [actorId, projectId] = [search.get('by'), search.get('project')];
  const narrow = (to: { actorId: string | null; projectId: string | null }) => {
    const kept = new URLSearchParams({
      ...(to.actorId !== null && { by: to.actorId }),
      ...(to.projectId !== null && { project: to.projectId }),
    });
    navigate(pathHere('/history') + (kept.size > 0 ? `?${kept}` : ''));
  };
  return { filter: { actorId, projectId }, narrow };
}

function HistoryOf({ workspaceId }: { workspaceId: string }) {
  const t = useTranslations('history');
  const { filter, narrow } = useFilter();
  const history = useHistory({
    workspaceId,
    ...(filter.actorId !== null && { actorId: filter.actorId }),
    ...(filter.projectId !== null && { projectId: filter.projectId }),
  });
  const [undoing, setUndoing] = useState<ToUndo | null>(null);
  const { items, status, isMissing, nextCursor } = history;
  const isNarrowed = filter.actorId !== null || filter.projectId !== null;
  const showAll = () => narrow({ actorId: null, projectId: null });
  const undo = (group: ChangeGroupOutput, line: string) =>
    setUndoing({
      workspaceId,
      line,
      groupId: group.groupId,
      importId: group.import?.importId ?? null,
      parts: group.parts,
    });
  return (
    <>
      <ViewHeader title={t('title')} />
      <Column>
        <div className="flex flex-col gap-3 px-2 pb-2 md:px-0">
          <p className="text-sm text-muted">{t('screen.hint')}</p>
          <HistoryFilter workspaceId={workspaceId} filter={filter} onChange={narrow} />
        </div>
        {status === 'loading' && items.length === 0 && <Skeleton />}
        {status === 'failed' && items.length === 0 && (
          <EmptyState
            action={
              <Button onClick={isMissing ? showAll : history.again}>
                {isMissing ? t('screen.showAll') : t('again')}
              </Button>
            }
          >
            {isMissing ? t('screen.notFound') : t('failed')}
          </EmptyState>
        )}
        {status === 'ready' && items.length === 0 && (
          <EmptyState
            action={isNarrowed && <Button onClick={showAll}>{t('screen.showAll')}</Button>}
          >
            {isNarrowed ? t('screen.notFound') : t('screen.nothing')}
          </EmptyState>
        )}
        <Days workspaceId={workspaceId} items={items} names={history.names} onUndo={undo} />
        {items.length > 0 && nextCursor === null && (
          <p className="px-2 pt-4 text-sm text-muted">{t('screen.end')}</p>
        )}
        {items.length > 0 && nextCursor !== null && (
          <ReadOn
            key={nextCursor}
            hasFailed={status === 'failed'}
            words={{ loading: t('screen.loading'), failed: t('failed'), again: t('again') }}
            onMore={history.more}
          />
        )}
      </Column>
      <UndoDialog what={undoing} onClose={() => setUndoing(null)} />
    </>
  );
}

type DaysProps = {
  workspaceId: string;
  items: readonly ChangeGroupOutput[];
  names: Readonly<Record<string, string>>;
  onUndo: (group: ChangeGroupOutput, line: string) => void;
};

function Days({ workspaceId, items, names, onUndo }: DaysProps) {
  const locale = useLocale();
  const today = useToday();
  const me = useMe();
  if (!me || today === '') return null;
  const days = Map.groupBy(items, ({ at }) => dayAt(at, me.timeZone));
  return [...days].map(([day, groups]) => {
    const long = longDate(day, { today, locale });
    const isNear = daysBetween(day, today) <= 1;
    return (
      <section key={day} aria-label={long} className="pt-3">
        <h2 className="sticky top-12 z-5 bg-canvas px-2 py-1.5 text-sm font-semibold">
          {capital(isNear ? dayWord(day, { today, locale }) : long)}
        </h2>
        <ul aria-label={long}>
          {groups.map((group) => (
            <GroupRow
              key={group.groupId}
              workspaceId={workspaceId}
              group={group}
              names={names}
              onUndo={(line) => onUndo(group, line)}
            />
          ))}
        </ul>
      </section>
    );
  });
}

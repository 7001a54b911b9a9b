'use client';

import { useTranslations } from 'next-intl';
import type { Store } from '../../_client/store/store.ts';
import { bootState } from '../../_client/loads/boot.ts';
import { useCell } from '../../_client/store/use-cell.ts';
import { useStore } from '../../_client/store/page-store.ts';
import { useCurrentWorkspace } from '../workspace/current-workspace.ts';
import { EmptyState } from '../../_ui/empty-state.tsx';
import { ViewHeader } from '../../_ui/view-header.tsx';
import { Column } from '../shell/column.tsx';
import { LoadStateView } from '../shell/load-state.tsx';
import { ArchivedRow } from './archived-row.tsx';

/** The projects that were put away, the last one first. */
export function ArchiveView() {
  const t = useTranslations('archive');
  const workspace = useCurrentWorkspace();
  const load = useCell(bootState);
  // One text for all of them, so that the store's answer is the same while they are.
  const ids = useStore((store) => archivedIn(store, workspace?.id ?? '').join(' '));
  const rows = ids === '' ? [] : ids.split(' ');
  return (
    <>
      <ViewHeader
        title={t('title')}
        note={rows.length > 0 ? t('count', { count: rows.length }) : undefined}
      />
      <Column>
        <LoadStateView load={load} isEmpty={rows.length === 0}>
          {rows.length === 0 ? (
            <EmptyState>{t('nothing')}</EmptyState>
          ) : (
            <ul aria-label={t('title')}>
              {rows.map((id) => (
                <ArchivedRow key={id} projectId={id} />
              ))}
            </ul>
          )}
        </LoadStateView>
      </Column>
    </>
  );
}

function archivedIn(store: Store, workspaceId: string): string[] {
  return store
    .projectsIn(workspaceId)
    .flatMap((id) => store.get('projects', id) ?? [])
    .filter(({ archivedAt }) => archivedAt !== null)
    .toSorted((a, b) => ((a.archivedAt ?? '') < (b.archivedAt ?? '') ? 1 : -1))
    .map(({ id }) => id);
}

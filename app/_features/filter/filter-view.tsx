'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import type { WorkspaceOutput } from '../../../server/workspace/schema.ts';
import { navigate, useLocation } from '../../_client/router.ts';
import { classNames } from '../../_ui/class-names.ts';
import { EmptyState } from '../../_ui/empty-state.tsx';
import { announce } from '../../_ui/live-region.tsx';
import { ViewHeader } from '../../_ui/view-header.tsx';
import { Column } from '../shell/column.tsx';
import { panelTask, withTask } from '../shell/route.ts';
import { FilterEditor } from './filter-editor.tsx';
import { FilterExamples } from './filter-examples.tsx';
import { FoundTasks } from './found-tasks.tsx';
import { SaveView } from './save-view.tsx';
import type { FilterText } from './use-filter-text.ts';
import { useFilterText } from './use-filter-text.ts';
import { useShownFilter } from './use-shown-filter.ts';

/** A filter as one writes it, and what it finds. It stands in the address, so that back, reload and links lead to it. */
export function FilterView({ workspace }: { workspace: WorkspaceOutput }) {
  const t = useTranslations('filter');
  const edit = useAddressText();
  const { settled } = edit;
  const { reading, found, isRight, isShown } = useShownFilter({
    workspaceId: workspace.id,
    settled,
    sort: 'due',
  });
  const count = found.ids.length;
  const isReady = isRight && found.load.status === 'ready';
  useEffect(() => {
    if (isReady) announce(t('found', { count }));
  }, [isReady, count, settled, t]);

  return (
    <>
      <ViewHeader
        title={t('title')}
        note={isRight && count > 0 ? count : undefined}
        actions={isRight && <SaveView workspace={workspace} filter={settled} />}
      />
      <Column>
        <div className="px-2 pt-1 pb-3 md:px-0">
          <FilterEditor workspaceId={workspace.id} edit={edit} reading={reading} />
        </div>
        {settled === '' && <FilterExamples onPick={(text) => edit.set(text, true)} />}
        {settled !== '' && isShown && (
          <div className={classNames(!isRight && 'opacity-50')}>
            <FoundTasks
              workspace={workspace}
              found={found}
              grouping="none"
              label={t('title')}
              empty={isRight && <EmptyState>{t('nothing')}</EmptyState>}
            />
          </div>
        )}
      </Column>
    </>
  );
}

/** The text that stands in the address; what is written takes its place there. */
function useAddressText(): FilterText {
  const search = useLocation()?.search ?? '';
  const inAddress = new URLSearchParams(search).get('q') ?? '';
  const edit = useFilterText(inAddress);
  const { settled, text, set } = edit;
  // Back, or a link to another filter: what the address says now is new to what was last written into it.
  const [written, setWritten] = useState(inAddress);
  if (written !== inAddress && inAddress !== settled) {
    setWritten(inAddress);
    if (text === settled) set(inAddress, true);
  } else if (written !== inAddress) setWritten(inAddress);
  useEffect(() => {
    const { pathname, search: now } = window.location;
    const given = new URLSearchParams(now);
    if ((given.get('q') ?? '') === settled) return;
    if (settled === '') given.delete('q');
    else given.set('q', settled);
    // Closing a task that was opened over another filter must not bring that one back.
    navigate(withTask(pathname, panelTask(now), `?${given}`), { replace: true, over: false });
  }, [settled]);
  return edit;
}

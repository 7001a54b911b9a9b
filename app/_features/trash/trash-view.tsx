'use client';

import Search from 'lucide-react/icons/search';
import { useTranslations } from 'next-intl';
import { useDeferredValue, useState } from 'react';
import { useCurrentWorkspace } from '../workspace/current-workspace.ts';
import { Button } from '../../_ui/button.tsx';
import { EmptyState } from '../../_ui/empty-state.tsx';
import { ViewHeader } from '../../_ui/view-header.tsx';
import { Column } from '../shell/column.tsx';
import { Skeleton } from '../shell/skeleton.tsx';
import { PurgeDialog } from './purge-dialog.tsx';
import { TrashBar } from './trash-bar.tsx';
import { TrashRow } from './trash-row.tsx';
import { useTrash } from './use-trash.ts';
import { useTrashActs } from './use-trash-acts.ts';

/** What was deleted in the last thirty days: to bring back, or to delete for ever. */
export function TrashView() {
  const t = useTranslations('trash');
  const workspace = useCurrentWorkspace();
  const [text, setText] = useState('');
  const wanted = useDeferredValue(text.trim());
  const trash = useTrash(workspace?.id, wanted);
  const acts = useTrashActs(workspace, trash);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const selected = trash.items.filter(({ id }) => chosen.has(id));
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  const isEmpty = trash.items.length === 0;
  const { purgeable: count, countedAll } = trash;
  if (!workspace) return null;
  return (
    <>
      <ViewHeader
        title={t('title')}
        actions={
          (count > 0 || !countedAll) &&
          wanted === '' && (
            <span className="mr-2">
              <Button onClick={() => acts.ask({ kind: 'all', count, countedAll })}>
                {t('empty')}
              </Button>
            </span>
          )
        }
      />
      <Column>
        <div className="flex flex-col gap-2 px-2 pb-2 md:px-0">
          <p className="text-sm text-muted">{t('hint')}</p>
          <search className="flex h-9 items-center gap-2 rounded-control border border-hairline px-2 focus-within:border-border touch:h-11">
            <Search size={16} aria-hidden className="shrink-0 text-muted" />
            <input
              type="search"
              value={text}
              onChange={(event) => setText(event.target.value)}
              aria-label={t('search')}
              placeholder={t('search')}
              maxLength={200}
              data-ring="none"
              className="h-full w-full min-w-0 bg-transparent outline-none"
            />
          </search>
        </div>
        {trash.status === 'loading' && <Skeleton />}
        {trash.status === 'failed' && isEmpty && (
          <EmptyState action={<Button onClick={trash.again}>{t('again')}</Button>}>
            {t('failed')}
          </EmptyState>
        )}
        {trash.status === 'ready' && isEmpty && !trash.isStale && (
          <EmptyState>{wanted === '' ? t('nothing') : t('notFound', { text: wanted })}</EmptyState>
        )}
        <ul aria-label={t('title')} aria-busy={trash.isStale || undefined}>
          {trash.items.map((item) => (
            <TrashRow
              key={item.id}
              workspaceId={workspace.id}
              item={item}
              selected={chosen.has(item.id)}
              onSelect={() => toggle(item.id)}
              onRestore={acts.mayRestore(item) ? () => acts.restore([item]) : undefined}
              onPurge={item.purgeable ? () => acts.ask({ kind: 'some', items: [item] }) : undefined}
            />
          ))}
        </ul>
        {trash.nextCursor !== null && (
          <Button tone="plain" onClick={trash.more}>
            {t('more')}
          </Button>
        )}
      </Column>
      <TrashBar selected={selected} acts={acts} onClear={() => setChosen(new Set())} />
      <PurgeDialog acts={acts} />
    </>
  );
}

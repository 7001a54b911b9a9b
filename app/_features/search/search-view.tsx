'use client';

import Search from 'lucide-react/icons/search';
import X from 'lucide-react/icons/x';
import { useTranslations } from 'next-intl';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import type { TaskSearchOutput } from '../../../server/task/schema.ts';
import { useAnswer } from '../../_client/ask.ts';
import { navigate, useLocation } from '../../_client/router.ts';
import { syncState } from '../../_client/sending/sync-state.ts';
import { usePicked } from '../../_client/store/use-cell.ts';
import { useWorkspaces } from '../../_client/store/use-rows.ts';
import { Button } from '../../_ui/button.tsx';
import { EmptyState } from '../../_ui/empty-state.tsx';
import { IconButton } from '../../_ui/icon-button.tsx';
import { announce } from '../../_ui/live-region.tsx';
import { useDebounced } from '../../_ui/use-debounced.ts';
import { Skeleton } from '../shell/skeleton.tsx';
import { pathHere, useCurrentWorkspace } from '../workspace/current-workspace.ts';
import { useWorkspaceName } from '../workspace/workspace-name.ts';
import { HitRow } from './hit-row.tsx';

const wait = 80;

/** Searches as one types. The words stand in the address, so that back leads to them. */
export function SearchView() {
  const t = useTranslations('search');
  const errors = useTranslations('errors');
  const location = useLocation();
  const workspace = useCurrentWorkspace();
  const isOneOfMany = useWorkspaces().length > 1;
  const nameOf = useWorkspaceName();
  const [text, setText] = useState(() => new URLSearchParams(location?.search).get('q') ?? '');
  const asked = useDebounced(text.trim(), wait);
  const page = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  useArrowKeys(page);
  const answer = useAnswer(
    'task.search',
    workspace && asked !== '' ? { workspaceId: workspace.id, text: asked, limit: 50 } : null,
    {
      keep: true,
    },
  );
  useOnceSaved(() => {
    if (workspace && asked !== '') answer.again();
  });
  const hits = useDeferredValue(asked === '' ? [] : (answer.data?.items ?? []));
  const exact = hits.filter(({ match }) => match !== 'typo');
  const near = hits.filter(({ match }) => match === 'typo');
  const hasOnlyNear = exact.length === 0 && near.length > 0;
  const found = hasOnlyNear
    ? t('foundNear', { count: near.length })
    : t('found', { count: exact.length });

  useEffect(() => {
    const place = pathHere('/search');
    navigate(asked === '' ? place : `${place}?q=${encodeURIComponent(asked)}`, { replace: true });
  }, [asked]);
  useEffect(() => {
    if (answer.status === 'ready' && asked !== '') announce(found);
  }, [answer.status, asked, found]);

  return (
    <div ref={page} className="mx-auto flex max-w-190 flex-col px-4 pb-24 md:px-7">
      <h1 className="sr-only">{t('label')}</h1>
      <search className="sticky top-0 z-10 flex h-14 items-center gap-2 border-b border-hairline bg-canvas">
        <Search size={16} aria-hidden className="shrink-0 text-muted" />
        <input
          type="search"
          autoFocus
          value={text}
          onChange={(event) => setText(event.target.value)}
          aria-label={t('label')}
          placeholder={
            workspace && isOneOfMany
              ? t('placeholderIn', { workspace: nameOf(workspace) })
              : t('placeholder')
          }
          maxLength={200}
          ref={field}
          className="h-full w-full bg-transparent text-title outline-none [&::-webkit-search-cancel-button]:hidden"
        />
        {text !== '' && (
          <IconButton
            label={t('clear')}
            onClick={() => {
              setText('');
              field.current?.focus();
            }}
          >
            <X size={16} aria-hidden />
          </IconButton>
        )}
      </search>
      {answer.status === 'loading' && asked !== '' && hits.length === 0 && <Skeleton />}
      {answer.status === 'failed' && (
        <EmptyState action={<Button onClick={() => answer.again()}>{errors('retry')}</Button>}>
          {t('failed')}
        </EmptyState>
      )}
      {answer.status === 'ready' && asked !== '' && hits.length === 0 && (
        <EmptyState>{t('nothing', { text: asked })}</EmptyState>
      )}
      {answer.status === 'ready' && hasOnlyNear && (
        <p className="px-2 pt-4 text-muted">{t('nothing', { text: asked })}</p>
      )}
      {asked === '' && <EmptyState>{t('hint')}</EmptyState>}
      <HitList hits={exact} />
      {near.length > 0 && (
        <section aria-labelledby="search-near">
          <h2 id="search-near" className="px-2 pt-2 text-sm text-muted">
            {hasOnlyNear ? t('nearOnly') : t('near')}
          </h2>
          <HitList hits={near} />
        </section>
      )}
    </div>
  );
}

function HitList({ hits }: { hits: TaskSearchOutput['items'] }) {
  if (hits.length === 0) return null;
  return (
    <ul className="flex flex-col py-2">
      {hits.map((hit) => (
        <HitRow key={hit.task.id} hit={hit} />
      ))}
    </ul>
  );
}

/** Calls when all that was done here is saved: what was asked for before that could not find it. */
function useOnceSaved(call: () => void): void {
  const isSaving = usePicked(syncState, ({ pending }) => pending > 0);
  const latest = useRef(call);
  useEffect(() => {
    latest.current = call;
  });
  const wasSaving = useRef(isSaving);
  useEffect(() => {
    if (wasSaving.current && !isSaving) latest.current();
    wasSaving.current = isSaving;
  }, [isSaving]);
}

/** Arrows walk over the links inside of an element. */
function useArrowKeys(place: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const walk = (event: KeyboardEvent) => {
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
      const rows = [...(place.current?.querySelectorAll('a') ?? [])];
      if (step === 0 || rows.length === 0 || event.isComposing) return;
      event.preventDefault();
      const at = rows.findIndex((row) => row === document.activeElement);
      rows[Math.max(0, Math.min(rows.length - 1, at + step))]?.focus();
    };
    const element = place.current;
    element?.addEventListener('keydown', walk);
    return () => element?.removeEventListener('keydown', walk);
  }, [place]);
}

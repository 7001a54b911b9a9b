'use client';

import ChevronLeft from 'lucide-react/icons/chevron-left';
import Search from 'lucide-react/icons/search';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { createPortal } from 'react-dom';
import { store } from '../../_client/store/page-store.ts';
import { useWorkspaces } from '../../_client/store/use-rows.ts';
import { IconButton } from '../../_ui/icon-button.tsx';
import { announce } from '../../_ui/live-region.tsx';
import { Spinner } from '../../_ui/spinner.tsx';
import type { Tools } from './acts.tsx';
import type { PaletteEntry, PaletteStep } from './palette-entry.ts';
import { foldTasks } from './match-tasks.ts';
import { PaletteList, listId, optionId } from './palette-list.tsx';
import type { Scene } from './scene.ts';
import { ServerHits } from './server-hits.tsx';
import { usePalette } from './use-palette.ts';
import { useWords } from './use-words.ts';

type Props = {
  scene: Scene;
  tools: Tools;
  /** Begins in this step, and ends where one goes back from it. */
  first: PaletteStep | null;
  /** Closes it, gives the focus back, and then does this. */
  onClose: (then?: () => void) => void;
};

/** Everything that can be done and gone to, by its words. A sheet of full height on a phone. */
export function Palette({ scene, tools, first, onClose }: Props) {
  const t = useTranslations('command');
  const ui = useTranslations('ui');
  const words = useWords();
  const workspaces = useWorkspaces();
  const { step, text, setText, entries, asked, onHits, isBusy, enter, back } = usePalette(
    scene,
    tools,
    first,
  );
  const [at, setAt] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const active = Math.min(at, entries.length - 1);
  const current = entries[active];
  const title = step === null ? null : words(step, scene.tasks);
  const placeholder =
    step === null ? t('placeholder') : step === 'newProject' ? t('projectName') : ui('filter');
  const nothing = entries.length === 0 && !isBusy && step !== 'newProject';

  useEffect(() => {
    field.current?.focus();
    const timer = setTimeout(() => foldTasks(store.tables.tasks.rows.values()));
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => {
    if (text.trim() !== '' && !isBusy) announce(t('found', { count: entries.length }));
  }, [text, isBusy, entries.length, t]);

  const type = (next: string) => {
    setText(next);
    setAt(0);
  };
  const leave = () => {
    setAt(0);
    if (!back()) onClose();
  };
  const act = (entry: PaletteEntry, how: 'act' | 'inPlace') => {
    if (entry.step !== undefined) {
      setAt(0);
      enter(entry.step);
    } else if (entry.stays === true) {
      entry.run(how);
      if (text !== '') type('');
      field.current?.focus();
    } else onClose(() => entry.run(how));
  };
  const enterAt = (how: 'act' | 'inPlace') => {
    if (current) act(current, how);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const isMod = event.ctrlKey || event.metaKey;
    if (event.key === 'ArrowDown') setAt((active + 1) % Math.max(1, entries.length));
    else if (event.key === 'ArrowUp') setAt(active <= 0 ? entries.length - 1 : active - 1);
    else if (event.key === 'PageDown') setAt(Math.min(active + 8, entries.length - 1));
    else if (event.key === 'PageUp') setAt(Math.max(active - 8, 0));
    else if (event.key === 'Enter') enterAt(isMod ? 'inPlace' : 'act');
    else if (event.key === 'Escape' || (isMod && event.code === 'KeyK')) onClose();
    else if (event.key === 'Backspace' && text === '' && step !== null) leave();
    // Only the line takes the focus: what stands behind is out of reach until this is closed.
    else if (event.key !== 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
  };

  return createPortal(
    <div className="fixed inset-0 z-30">
      <div aria-hidden className="absolute inset-0 bg-veil" onPointerDown={() => onClose()} />
      <div
        role="dialog"
        aria-modal
        aria-busy={isBusy}
        aria-label={t('title')}
        className="absolute inset-0 flex flex-col overflow-hidden bg-raised shadow-float md:inset-auto md:top-[12vh] md:left-1/2 md:max-h-[min(76vh,34rem)] md:w-160 md:max-w-[calc(100vw-2rem)] md:-translate-x-1/2 md:rounded-card"
      >
        <div className="flex h-12 shrink-0 items-center gap-2 border-b border-hairline pr-2 pl-3">
          {step === null ? (
            <Search size={16} aria-hidden className="mx-2 shrink-0 text-muted md:mx-0" />
          ) : (
            <>
              <IconButton label={t('back')} keys="backspace" onClick={leave} tabIndex={-1}>
                <ChevronLeft size={16} aria-hidden />
              </IconButton>
              <span className="max-w-1/2 shrink-0 truncate rounded-control bg-selected px-2 py-0.5 max-md:text-sm">
                {title}
              </span>
            </>
          )}
          <input
            ref={field}
            value={text}
            role="combobox"
            aria-expanded={entries.length > 0}
            aria-controls={listId}
            aria-activedescendant={current ? optionId(active) : undefined}
            aria-autocomplete="list"
            aria-label={title ?? t('title')}
            placeholder={placeholder}
            maxLength={200}
            autoComplete="off"
            spellCheck={false}
            enterKeyHint="go"
            data-ring="none"
            className="h-full min-w-0 flex-1 bg-transparent outline-none"
            // A press beside the rows takes the focus away, and with it the keys.
            onBlur={() => requestAnimationFrame(() => field.current?.focus())}
            onKeyDown={onKeyDown}
            onChange={(event) => type(event.target.value)}
          />
          {isBusy && <Spinner />}
          <button
            type="button"
            tabIndex={-1}
            onClick={() => onClose()}
            className="h-11 px-2 text-muted md:hidden"
          >
            {t('close')}
          </button>
        </div>
        <PaletteList
          entries={entries}
          active={active}
          label={title ?? t('title')}
          onPoint={setAt}
          onRun={act}
        />
        {nothing && <p className="px-4 py-6 text-center text-muted">{t('nothing')}</p>}
        {asked !== '' &&
          workspaces.map(({ id }) => (
            <ServerHits key={id} workspaceId={id} text={asked} onHits={onHits} />
          ))}
      </div>
    </div>,
    document.body,
  );
}

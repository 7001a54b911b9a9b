'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import type { ClipboardEvent, KeyboardEvent } from 'react';
import { longestTitle } from '../../../server/domain/limits.ts';
import { loadIntents } from '../../_client/intents/late-intents.ts';
import { useCell } from '../../_client/store/use-cell.ts';
import { classNames } from '../../_ui/class-names.ts';
import { focusLeft } from '../../_ui/focus-left.ts';
import { LateView, latePart } from '../../_ui/late-part.ts';
import { loadReader } from '../quick-add/late-reader.ts';
import type { LineUnderstoodProps } from '../quick-add/line-understood.tsx';
import { movedRanges } from '../quick-add/literal-ranges.ts';
import { dropWritten, useListScene } from './list-state.ts';

const understoodPart = latePart<LineUnderstoodProps>(
  async () => (await import('../quick-add/line-understood.tsx')).LineUnderstood,
);

type Props = {
  /** Whose projects, labels and people the line may name. */
  workspaceId: string;
  /** The one that its list is about. */
  day?: string | null | undefined;
  depth: number;
  /** True where no arrows hang beside it: on a board. */
  flush?: boolean;
  /** Adds the list's draft as tasks where the line stands, and moves the line below them. */
  onAdd: () => void;
  /** Tab: 1, Shift+Tab: -1. */
  onIndent: (by: 1 | -1) => void;
  onEnd: (how: 'escape' | 'left') => void;
};

/** The line in which new tasks are written: Enter adds and goes on, Tab nests, Escape ends. */
export function AddLine({ workspaceId, day, depth, flush = false, onAdd, onIndent, onEnd }: Props) {
  const t = useTranslations('tasks');
  const { list, canMove } = useListScene();
  const box = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const draft = useCell(list.draft);
  const place = useCell(list.line);

  useEffect(() => {
    void loadReader();
    void loadIntents();
  }, []);
  useEffect(() => {
    field.current?.focus({ preventScroll: true });
    box.current?.scrollIntoView({ block: 'nearest' });
  }, [place]);
  // Who left while it could not be added yet finds it here until it was.
  useEffect(() =>
    list.isAdding.subscribe(() => {
      if (!list.isAdding.get() && document.activeElement !== field.current) onEnd('left');
    }),
  );

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') onAdd();
    else if (event.key === 'Tab') onIndent(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') {
      dropWritten(list);
      onEnd('escape');
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    const pasted = event.clipboardData.getData('text/plain').trim();
    if (!/[\r\n]/u.test(pasted)) return;
    event.preventDefault();
    list.draft.set(list.draft.get() + pasted);
    onAdd();
  };
  return (
    <div
      ref={box}
      role="treeitem"
      aria-level={depth + 1}
      aria-selected={false}
      style={{ paddingLeft: depth * 24 }}
      className="flex h-row scroll-mt-24 scroll-mb-16 items-center pr-2"
    >
      <span className="sr-only">{t('newTask')}</span>
      {!flush && <span className={classNames('shrink-0 md:w-5', canMove && 'w-5')} />}
      <span className="flex size-8 shrink-0 items-center justify-center touch:-mx-1 touch:size-11">
        <span
          aria-hidden
          className="size-[18px] rounded-full border-[1.5px] border-dashed border-border"
        />
      </span>
      <div className="relative isolate z-5 min-w-0 flex-1">
        <input
          ref={field}
          value={draft}
          maxLength={longestTitle}
          aria-label={t('newTask')}
          placeholder={t('newTaskHint')}
          data-ring="none"
          enterKeyHint="done"
          className="w-full bg-transparent py-1 outline-none"
          onChange={({ target }) => {
            list.literal.set(movedRanges(list.literal.get(), draft, target.value));
            list.draft.set(target.value);
          }}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          onBlur={(event) => {
            if (!focusLeft(event)) return;
            onAdd();
            if (!list.isAdding.get()) onEnd('left');
          }}
        />
        {draft !== '' && (
          <LateView part={understoodPart} props={{ list, workspaceId, day, field }} />
        )}
      </div>
    </div>
  );
}

'use client';

import X from 'lucide-react/icons/x';
import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import type { ReactNode, RefObject } from 'react';
import type { Span } from '../../../server/domain/quick-add/spans.ts';
import { useCell } from '../../_client/store/use-cell.ts';
import { useToday } from '../../_client/store/use-today.ts';
import { weekdayDate } from '../../_ui/date-words.ts';
import { useScroller } from '../../_ui/shell-frame.tsx';
import { announce } from '../../_ui/live-region.tsx';
import type { ListState } from '../task-list/list-state.ts';
import { chipWord } from './chip-words.ts';
import { reader } from './late-reader.ts';
import { nextDays } from './next-days.ts';
import type { ReadLine } from '../../../server/domain/quick-add/read-line.ts';
import { textPieces } from './text-pieces.ts';

export type LineUnderstoodProps = {
  list: ListState;
  workspaceId: string;
  /** The one that its list is about. */
  day?: string | null | undefined;
  field: RefObject<HTMLInputElement | null>;
};

/** So long nothing is typed before what was understood is read aloud, in ms. */
const pause = 800;
const priorities = { 1: 'low', 2: 'medium', 3: 'urgent' } as const;

/** What quick add understands of the line that is being written: marked in the text, and as chips below it. */
export function LineUnderstood({ list, workspaceId, day, field }: LineUnderstoodProps) {
  const draft = useCell(list.draft);
  const literal = useCell(list.literal);
  const read = useCell(reader)?.readHere;
  const found = useMemo(
    () => read?.({ workspaceId, day }, draft, literal) ?? null,
    [read, workspaceId, day, draft, literal],
  );
  // Without a name there is no task: then the words are its name.
  const chips = found && found.line.title !== '' ? found.chips : [];
  const keep = (kept: readonly Span[]) => {
    list.literal.set([...list.literal.get(), ...kept]);
    field.current?.focus();
  };
  useBackspace(field, chips, keep);
  const words = useChipWords(chips.length > 0 ? found : null, draft);
  useSaid(words.map(({ word }) => word).join(', '));
  if (chips.length === 0) return null;
  return (
    <>
      <Marks text={draft} chips={chips} field={field} />
      <Chips words={words} text={draft} field={field} onKeep={keep}>
        <NextDays found={found} />
      </Chips>
    </>
  );
}

/** `id` stays while its word changes, so that its chip is the same. */
type ChipWord = { id: string; kind: Span['kind']; word: string; spans: readonly Span[] };

/** A chip for each thing that was understood: a due in two places is one. */
function useChipWords(found: ReadLine | null, text: string): ChipWord[] {
  const t = useTranslations('quickAdd');
  const field = useTranslations('field');
  const locale = useLocale();
  const today = useToday();
  if (found === null || today === '') return [];
  const texts = {
    from: (day: string) => t('from', { day }),
    newLabel: (name: string) => t('newLabel', { name }),
    priority: (priority: 1 | 2 | 3) => field(`priorities.${priorities[priority]}`),
    notes: t('notes'),
  };
  const groups = Map.groupBy(found.chips, (chip) =>
    chip.kind === 'label' || chip.kind === 'assignee' ? `${chip.kind} ${chip.value}` : chip.kind,
  );
  return [...groups].flatMap(([id, spans]) => {
    const [first] = spans;
    if (!first) return [];
    const word = chipWord(first, found, { text, today, locale, texts });
    return [{ id, kind: first.kind, spans, word }];
  });
}

type MarksProps = {
  text: string;
  chips: readonly Span[];
  field: RefObject<HTMLInputElement | null>;
};

/** The line once more behind itself, with a tint where something was understood. */
function Marks({ text, chips, field }: MarksProps) {
  const copy = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const input = field.current;
    const follow = () => {
      if (!input || !copy.current) return;
      const { style } = copy.current;
      const translate = input.scrollLeft === 0 ? '' : `${-input.scrollLeft}px`;
      // What is written, even the same, is laid out once more.
      if (style.translate !== translate) style.translate = translate;
    };
    follow();
    input?.addEventListener('scroll', follow);
    return () => input?.removeEventListener('scroll', follow);
  }, [field, text]);
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute inset-0 -z-1 overflow-hidden py-1 contain-strict"
    >
      <div ref={copy} className="whitespace-pre text-transparent touch:text-[16px]">
        {textPieces(text, chips).map(({ text: piece, start, isChip }) =>
          isChip ? (
            <span key={start} className="rounded-[4px] bg-accent-tint ring-1 ring-accent/25">
              {piece}
            </span>
          ) : (
            piece
          ),
        )}
      </div>
    </div>
  );
}

type ChipsProps = {
  words: readonly ChipWord[];
  text: string;
  field: RefObject<HTMLInputElement | null>;
  onKeep: (spans: readonly Span[]) => void;
  children: ReactNode;
};

/** Pressed, a chip is text again. The keyboard does that by Backspace behind it. */
function Chips({ words, text, field, onKeep, children }: ChipsProps) {
  const t = useTranslations('quickAdd');
  const box = useRef<HTMLDivElement>(null);
  const scroller = useScroller();
  // Above the line where there is no room below it in the view.
  useLayoutEffect(() => {
    const [panel, input] = [box.current, field.current];
    if (!panel || !input || !scroller) return;
    const room = scroller.getBoundingClientRect().bottom - input.getBoundingClientRect().bottom;
    const side = panel.offsetHeight > room ? 'above' : 'below';
    if (panel.dataset['side'] !== side) panel.dataset['side'] = side;
  });
  return (
    <div
      ref={box}
      role="group"
      aria-label={t('understood')}
      className="absolute top-full left-0 z-10 data-[side=above]:top-auto data-[side=above]:bottom-full flex max-w-full animate-appear flex-wrap gap-1 rounded-card border border-hairline bg-raised p-1 shadow-float"
    >
      {words.map(({ id, kind, word, spans }) => {
        const written = spans.map(({ start, end }) => text.slice(start, end)).join(' … ');
        return (
          <button
            key={id}
            type="button"
            tabIndex={-1}
            data-chip={kind}
            aria-label={t('keep', { word, text: written })}
            // The line keeps the focus: losing it adds the task.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onKeep(spans)}
            className="flex h-7 max-w-60 items-center gap-1 rounded-control bg-accent-tint pr-1 pl-2 text-sm hover:bg-hover touch:h-11"
          >
            <span className="truncate">{word}</span>
            <X size={12} aria-hidden className="shrink-0 text-muted" />
          </button>
        );
      })}
      {children}
    </div>
  );
}

/** The first days of a repeat, so that one sees before Enter what the words mean. */
function NextDays({ found }: { found: ReadLine | null }) {
  const t = useTranslations('quickAdd');
  const locale = useLocale();
  const today = useToday();
  const days = found ? nextDays(found) : [];
  if (days.length === 0) return null;
  const words = days.map((day) => weekdayDate(day, { today, locale }));
  return (
    <p className="w-full px-2 pb-1 text-sm text-muted">{t('next', { days: words.join(' · ') })}</p>
  );
}

/** Backspace right behind a chip makes it text again, before it takes away a letter. */
function useBackspace(
  field: RefObject<HTMLInputElement | null>,
  chips: readonly Span[],
  keep: (chips: readonly Span[]) => void,
): void {
  useEffect(() => {
    const input = field.current;
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Backspace' || event.isComposing || event.ctrlKey || event.altKey) return;
      const { selectionStart, selectionEnd } = input ?? {};
      const chip = chips.find(({ end }) => end === selectionStart && end === selectionEnd);
      if (!chip) return;
      event.preventDefault();
      keep([chip]);
    };
    input?.addEventListener('keydown', press);
    return () => input?.removeEventListener('keydown', press);
  });
}

/** Reads aloud what was understood, once nothing is typed for a moment. */
function useSaid(words: string): void {
  useEffect(() => {
    if (words === '') return undefined;
    const timer = setTimeout(() => announce(words), pause);
    return () => clearTimeout(timer);
  }, [words]);
}

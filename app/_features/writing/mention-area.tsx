'use client';

import { useId, useRef, useState } from 'react';
import type { ClipboardEvent, ComponentProps, KeyboardEvent } from 'react';
import { GrowText } from '../task-panel/grow-text.tsx';
import { MentionList } from './mention-list.tsx';
import { linkOver, markdownOf, queryAt, writtenOf } from './mention-text.ts';
import type { Named } from './mention-text.ts';
import { usePeople } from './use-people.ts';
import type { Where } from './use-people.ts';

type Props = ComponentProps<typeof GrowText> & {
  /** Where the text stands: who may be mentioned is who sees that project. */
  where: Where;
};

/**
 * A text area for markdown in which people are mentioned by `@`. What is shown has names; `value` and `onText` are
 * markdown. An address that is pasted over a selected text makes that a link.
 */
export function MentionArea({ where, value, onText, ...rest }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const listId = useId();
  const [caret, setCaret] = useState<number | null>(null);
  const [at, setAt] = useState(0);
  const [dismissed, setDismissed] = useState<number | null>(null);
  const picked = useRef<Named[]>([]);
  const { text, named } = writtenOf(value);
  const asked = caret === null ? null : queryAt(text, caret);
  const people = usePeople(where, asked?.query ?? null);
  const isOpen = asked !== null && asked.from !== dismissed && people.length > 0;
  const chosen = isOpen ? people[Math.min(at, people.length - 1)] : undefined;

  const area = () => box.current?.querySelector('textarea') ?? null;
  const look = () => {
    const now = area();
    const isPoint = now !== null && now.selectionStart === now.selectionEnd;
    setCaret(isPoint && document.activeElement === now ? now.selectionStart : null);
  };
  const write = (next: string) => {
    onText(markdownOf(next, [...named, ...picked.current]));
    look();
  };
  const pick = (person: Named) => {
    const now = area();
    if (!now || !asked) return;
    picked.current = [...picked.current, person];
    insert(now, { from: asked.from, to: now.selectionEnd, text: `@${person.name} ` });
    setAt(0);
  };
  const press = (event: KeyboardEvent) => {
    if (!isOpen || !chosen || event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (step !== undefined) setAt((at + step + people.length) % people.length);
    else if ((event.key === 'Enter' || event.key === 'Tab') && isPlain) pick(chosen);
    else if (event.key === 'Escape') setDismissed(asked.from);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const paste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const now = event.currentTarget;
    const [from, to] = [now.selectionStart, now.selectionEnd];
    const link = linkOver(now.value.slice(from, to), event.clipboardData.getData('text/plain'));
    if (link === null) return;
    event.preventDefault();
    insert(now, { from, to, text: link });
  };
  return (
    <div ref={box} className="relative" onKeyDownCapture={press}>
      <GrowText
        {...rest}
        value={text}
        onText={write}
        onPaste={paste}
        onSelect={look}
        onLeave={() => {
          setCaret(null);
          rest.onLeave?.();
        }}
        aria-autocomplete="list"
        aria-controls={isOpen ? listId : undefined}
        aria-activedescendant={chosen ? `${listId}-${chosen.id}` : undefined}
      />
      {isOpen && (
        <MentionList id={listId} people={people} chosenId={chosen?.id} onPick={pick} anchor={box} />
      )}
    </div>
  );
}

/** As if it had been typed, so that the browser's own undo takes it back. */
function insert(
  area: HTMLTextAreaElement,
  { from, to, text }: { from: number; to: number; text: string },
): void {
  area.focus();
  area.setSelectionRange(from, to);
  document.execCommand('insertText', false, text);
}

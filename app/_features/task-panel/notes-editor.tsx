'use client';

import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { MentionArea } from '../writing/mention-area.tsx';
import type { Where } from '../writing/use-people.ts';
import { focusPanel } from './panel-keys.ts';

const longest = 100_000;

type Props = {
  where: Where;
  text: string;
  onText: (text: string) => void;
  onLeave: () => void;
};

/** The notes of a task while they are being written. */
export function NotesEditor({ where, text, onText, onLeave }: Props) {
  const t = useTranslations('panel');
  const box = useRef<HTMLDivElement>(null);
  const leave = () => focusPanel(box.current);
  return (
    <div ref={box} className="px-4 pt-3 pb-2 md:px-5">
      <MentionArea
        where={where}
        autoFocus
        value={text}
        aria-label={t('notes')}
        maxLength={longest}
        placeholder={t('addNotes')}
        onFocus={({ target }) => target.setSelectionRange(target.value.length, target.value.length)}
        onText={onText}
        onEscape={leave}
        onSend={leave}
        onLeave={onLeave}
        className="-mx-2 box-content min-h-16 rounded-control px-2 py-1"
      />
    </div>
  );
}

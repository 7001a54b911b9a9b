'use client';

import Undo2 from 'lucide-react/icons/undo-2';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { ChangeOutput } from '../../../server/change/schema.ts';
import { IconButton } from '../../_ui/icon-button.tsx';
import { changeWordsOf } from './change-words.ts';
import { useNames } from './use-names.ts';

type Props = {
  workspaceId: string;
  change: ChangeOutput;
  who: string;
  /** Asks what undoing it would do, given what was done in words. */
  onUndo: ((change: ChangeOutput, line: string) => void) | undefined;
  /** When it was. */
  children: ReactNode;
};

/** One change in words, and what takes it back. */
export function ChangeLine({ workspaceId, change, who, onUndo, children }: Props) {
  const t = useTranslations('history');
  const names = useNames(workspaceId, change.after['parentId']);
  const said = changeWordsOf(change, names).map(({ key, field, values }) =>
    t(`said.${key}`, { who, ...values, field: field === undefined ? '' : t(`fields.${field}`) }),
  );
  return (
    <div className="group/change flex items-start gap-2 text-sm">
      <p className="min-w-0 flex-1 py-1 wrap-anywhere">
        {said.map((text, at) => (
          <span key={at} className={at < said.length - 1 ? 'block' : 'mr-2'}>
            {text}
          </span>
        ))}
        {children}
      </p>
      {change.undoable && onUndo && (
        <IconButton
          label={t('undo', { what: said.join(' ') })}
          onClick={() => onUndo(change, said.join(' '))}
          className="-my-0.5 opacity-0 group-hover/change:opacity-100 focus-visible:opacity-100 touch:opacity-100"
        >
          <Undo2 size={16} aria-hidden />
        </IconButton>
      )}
    </div>
  );
}

'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { parseFilter } from '../../../server/domain/filter/parse-filter.ts';
import type { ViewOutput } from '../../../server/view/schema.ts';
import { updateView } from '../../_client/intents/views.ts';
import { Button } from '../../_ui/button.tsx';
import { classNames } from '../../_ui/class-names.ts';
import { FilterEditor } from '../filter/filter-editor.tsx';
import type { Found } from '../filter/use-found.ts';
import { useFilterText } from '../filter/use-filter-text.ts';
import { useShownFilter } from '../filter/use-shown-filter.ts';
import { aboveTasks } from './laid-out.tsx';

type Props = {
  view: ViewOutput;
  onEnd: () => void;
  /** The tasks, as the view shows them. */
  children: (found: Found) => ReactNode;
};

/** The filter of a view while it is being changed, and what it would find. */
export function EditFilter({ view, onEnd, children }: Props) {
  const t = useTranslations('filter');
  const edit = useFilterText(view.filter);
  const { workspaceId, sort } = view;
  const { reading, found, isShown } = useShownFilter({ workspaceId, settled: edit.settled, sort });
  const isWrong = reading?.kind === 'wrong' && edit.text === edit.settled;
  // Enter may come before what was typed is read; whether names are there, whoever looks at the view is told.
  const save = () => {
    if (isWrong || 'problems' in parseFilter(edit.text)) return edit.set(edit.text, true);
    if (edit.text !== view.filter) updateView(view, { filter: edit.text });
    onEnd();
  };
  return (
    <>
      <div className={classNames('flex flex-col gap-3 pt-1', aboveTasks(view))}>
        <FilterEditor
          workspaceId={workspaceId}
          edit={edit}
          reading={reading}
          onEnter={save}
          onEscape={onEnd}
        />
        <div className="flex gap-2">
          <Button tone="primary" disabled={isWrong} onClick={save}>
            {t('saveNow')}
          </Button>
          <Button onClick={onEnd}>{t('cancel')}</Button>
        </div>
      </div>
      <div
        className={classNames(
          view.layout !== 'list' && 'flex min-h-0 flex-1 flex-col',
          reading?.kind === 'wrong' && 'opacity-50',
        )}
      >
        {isShown && children(found)}
      </div>
    </>
  );
}

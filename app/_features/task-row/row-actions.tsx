'use client';

import Ellipsis from 'lucide-react/icons/ellipsis';
import { useTranslations } from 'next-intl';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { useListScene } from '../task-list/list-state.ts';
import { classNames } from '../../_ui/class-names.ts';
import { IconButton } from '../../_ui/icon-button.tsx';
import { LateView, latePart } from '../../_ui/late-part.ts';
import { useOverlay } from '../../_ui/overlay.ts';
import type { RowMenuProps } from './row-menu.tsx';

const menuPart = latePart<RowMenuProps>(async () => (await import('./row-menu.tsx')).RowMenu);

/** The menu of a row. Its place is kept free, so that nothing moves when the pointer comes. */
export function RowActions({ task }: { task: TaskOutput }) {
  const t = useTranslations('tasks');
  const { list, openTask } = useListScene();
  const menu = useOverlay('menu');
  return (
    <span className="w-9 shrink-0 pl-1 touch:hidden">
      <IconButton
        label={t('more')}
        tabIndex={-1}
        {...menu.trigger}
        className={classNames(
          !menu.open && 'opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100',
        )}
      >
        <Ellipsis size={16} aria-hidden />
      </IconButton>
      {menu.open && (
        <LateView
          part={menuPart}
          props={{ task, list, openTask, surface: menu.surface }}
          onFail={menu.hide}
        />
      )}
    </span>
  );
}

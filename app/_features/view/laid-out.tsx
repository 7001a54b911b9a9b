'use client';

import { useTranslations } from 'next-intl';
import type { ViewOutput } from '../../../server/view/schema.ts';
import type { WorkspaceOutput } from '../../../server/workspace/schema.ts';
import { EmptyState } from '../../_ui/empty-state.tsx';
import { LateView } from '../../_ui/late-part.ts';
import { FoundTasks } from '../filter/found-tasks.tsx';
import type { Found } from '../filter/use-found.ts';
import { Skeleton } from '../shell/skeleton.tsx';
import { useOnFail } from '../shell/use-on-fail.ts';
import { viewBoardPart, viewCalendarPart } from './layout-parts.ts';

type Props = { view: ViewOutput; workspace: WorkspaceOutput; found: Found };

/** What a view finds, in its layout. */
export function LaidOut({ view, workspace, found }: Props) {
  const t = useTranslations('filter');
  const onFail = useOnFail();
  const { layout, grouping, name } = view;
  const empty = <EmptyState>{t('nothing')}</EmptyState>;
  const shared = { workspace, found, grouping, empty };
  if (layout === 'list') return <FoundTasks {...shared} label={name} />;
  return (
    <LateView
      key={layout}
      part={layout === 'board' ? viewBoardPart : viewCalendarPart}
      props={shared}
      fallback={<Skeleton />}
      onFail={onFail}
    />
  );
}

/** What stands above the tasks is in line with the title: a list's column has a margin of its own. */
export const aboveTasks = ({ layout }: ViewOutput): string =>
  layout === 'list' ? 'px-2 pb-3 md:px-0' : 'w-full max-w-190 px-4 pb-3 md:px-7';

'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useLoad } from '../../_client/loads/use-load.ts';
import { useDays, useMe } from '../../_client/store/use-rows.ts';
import { useToday } from '../../_client/store/use-today.ts';
import { ViewHeader } from '../../_ui/view-header.tsx';
import { LoadStateView } from '../shell/load-state.tsx';
import { inInbox } from '../task-list/in-inbox.ts';
import { useCurrentWorkspace } from '../workspace/current-workspace.ts';
import { CalendarBar } from './calendar-bar.tsx';
import { useCalendarTitle } from './calendar-title.ts';
import { CalendarWeeks } from './calendar-weeks.tsx';
import { shownWeeks } from './span.ts';
import { useGhosts } from './use-ghosts.ts';
import { usePlace } from './use-place.ts';

/** What is due, in weeks: a month or one week, with the days on which tasks will come again. */
export function CalendarView() {
  const t = useTranslations('calendar');
  const today = useToday();
  const place = usePlace();
  if (today === '') return <ViewHeader title={t('title')} wide />;
  return <Weeks place={place} today={today} />;
}

type Props = { place: ReturnType<typeof usePlace>; today: string };

function Weeks({ place, today }: Props) {
  const { look, day, go } = place;
  const home = useCurrentWorkspace();
  const weekStart = useMe()?.weekStart ?? 'monday';
  const shown = useMemo(() => shownWeeks(look, day, weekStart), [look, day, weekStart]);
  const tasks = useDays(shown.from, shown.before);
  const ghosts = useGhosts(shown, today);
  const load = useLoad('due', `${longAgo}..${shown.before}`);
  const title = useCalendarTitle(look, day, shown.from);
  const isEmpty = Object.keys(tasks).length === 0 && ghosts.size === 0;
  return (
    <div className="flex h-full flex-col">
      <ViewHeader
        wide
        title={<span className="first-letter:uppercase">{title}</span>}
        actions={<CalendarBar look={look} day={day} go={go} />}
      />
      <LoadStateView load={load} isEmpty={isEmpty}>
        <CalendarWeeks
          place={place}
          shown={shown}
          tasks={tasks}
          ghosts={ghosts}
          newTask={(dueOn) => inInbox(home, { dueOn })}
        />
      </LoadStateView>
    </div>
  );
}

/** Before all that may come again within the shown days. */
const longAgo = '1900-01-01';

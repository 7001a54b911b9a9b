'use client';

import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { useLocation } from '../../_client/router.ts';
import { store, useStore } from '../../_client/store/page-store.ts';
import { useHot } from '../../_client/store/use-rows.ts';
import { routeOf } from '../shell/route.ts';
import { openedTask, shownProject } from './scene.ts';

/** Says in the tab where one is: "Home · Cairn", "HOME-12 Buy milk · Cairn", and in Today how much there is. */
export function useTabTitle(): void {
  const t = useTranslations('shell');
  const history = useTranslations('history');
  const completed = useTranslations('completed');
  const filter = useTranslations('filter');
  const upcoming = useTranslations('upcoming');
  const calendar = useTranslations('calendar');
  const notification = useTranslations('notification');
  const location = useLocation();
  const { overdue, today } = useHot();
  const count = overdue.length + today.length;
  const name = useStore(() => (location === null ? null : nameOf(location.path)));
  const view = location === null ? null : routeOf(location.path).view;
  const title =
    name ??
    (view === 'today'
      ? count > 0
        ? `(${count}) ${t('today')}`
        : t('today')
      : view === 'inbox' || view === 'search' || view === 'import'
        ? t(view)
        : view === 'history'
          ? history('title')
          : view === 'completed'
            ? completed('title')
            : view === 'filter'
              ? filter('title')
              : view === 'upcoming'
                ? upcoming('title')
                : view === 'calendar'
                  ? calendar('title')
                  : view === 'notifications'
                    ? notification('title')
                    : null);
  useEffect(() => {
    if (location !== null) document.title = title === null ? 'Cairn' : `${title} · Cairn`;
  }, [location, title]);
}

/** The name of the task, project or label that stands in the page. */
function nameOf(path: string): string | null {
  const task = store.get('tasks', openedTask() ?? '');
  if (task) return `${task.key} ${task.title}`.trim();
  const route = routeOf(path);
  if (route.view === 'filter') return store.get('views', route.ref ?? '')?.name ?? null;
  if (route.view === 'label') return store.get('labels', route.ref)?.name ?? null;
  const project = shownProject(path);
  return project && !project.isInbox ? project.name : null;
}

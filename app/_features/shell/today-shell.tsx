'use client';

import { TodayView } from '../today/today-view.tsx';
import { todayPart } from './views.tsx';
import { Workspace } from './workspace.tsx';

todayPart.take(TodayView);

/** The shell that has Today in its first script. */
export function TodayShell() {
  return <Workspace />;
}

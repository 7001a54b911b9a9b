'use client';

import { createContext, use } from 'react';
import type { Cell } from '../../_client/store/cell.ts';
import { createCell } from '../../_client/store/cell.ts';

/** What the days of one calendar share. */
export type CalendarScene = {
  /** The day that keys are about. */
  at: Cell<string | null>;
  /** The day over which a task is dragged. */
  over: Cell<string | null>;
  /** Opens all tasks of a day beside it, with the line for a new one if that is wanted. */
  openDay: (day: string, anchor: HTMLElement, isWriting: boolean) => void;
};

/** The cells of a calendar that was just opened. */
export const createCalendarCells = () => ({
  at: createCell<string | null>(null),
  over: createCell<string | null>(null),
});

const Scene = createContext<CalendarScene | null>(null);
export const CalendarSceneProvider = Scene;

/** The calendar that this day stands in. */
export function useCalendarScene(): CalendarScene {
  const scene = use(Scene);
  if (!scene) throw new Error('a day stands outside of a calendar');
  return scene;
}

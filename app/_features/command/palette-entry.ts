import type { ReactNode } from 'react';
import { fold } from '../../../server/domain/fold.ts';
import type { Match } from './match.ts';
import type { PickerKind } from './surface.ts';

export type EntryGroup =
  | 'recent'
  | 'commands'
  | 'projects'
  | 'sections'
  | 'views'
  | 'labels'
  | 'tasks'
  | 'choices';

/** One row of the palette. */
export type PaletteEntry = {
  /** Unique among all rows. */
  id: string;
  group: EntryGroup;
  label: string;
  icon: ReactNode;
  /** Muted, at the end. */
  hint?: string | undefined;
  keys?: string | undefined;
  checked?: boolean | 'mixed' | undefined;
  isClosed?: boolean | undefined;
  /** Goes one step further into the palette. */
  step?: PaletteStep | undefined;
  /** `inPlace`: Ctrl+Enter, what is meant beside the present view. */
  run: (how: 'act' | 'inPlace') => void;
  /** True where the palette stays open: one more may be picked. */
  stays?: boolean | undefined;
};

export type PaletteStep = Exclude<PickerKind, 'relate'> | 'newProject';

/** How many rows are drawn at most, and of each group. */
export const mostDrawn = 50;
const mostOf: Record<EntryGroup, number> = {
  recent: 6,
  commands: 12,
  projects: 8,
  sections: 5,
  views: 8,
  labels: 5,
  tasks: 14,
  choices: 50,
};

type Scored = { entry: PaletteEntry; score: number };

/** What matches, best first; groups in the order of their best. Each group holds so many at most. */
export function rankEntries(entries: readonly PaletteEntry[], match: Match): PaletteEntry[] {
  const groups = new Map<EntryGroup, Scored[]>();
  for (const entry of entries) {
    const score = match(fold(entry.label)) || 0.8 * match(fold(entry.hint ?? ''));
    if (score === 0) continue;
    const scored = { entry, score: entry.isClosed === true ? score / 2 : score };
    const group = groups.get(entry.group);
    if (group) group.push(scored);
    else groups.set(entry.group, [scored]);
  }
  const best = [...groups.values()].map((group) => group.toSorted((a, b) => b.score - a.score));
  return cut(best.toSorted((a, b) => (b[0]?.score ?? 0) - (a[0]?.score ?? 0)));
}

const cut = (groups: readonly Scored[][]) =>
  groups
    .flatMap((group) => group.slice(0, mostOf[group[0]?.entry.group ?? 'tasks']))
    .slice(0, mostDrawn)
    .map(({ entry }) => entry);

/** Those that stand there before anything is typed, in their order. */
export function firstEntries(entries: readonly PaletteEntry[]): PaletteEntry[] {
  return entries.slice(0, mostDrawn);
}

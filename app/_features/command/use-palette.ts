'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useMemo, useState } from 'react';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { store } from '../../_client/store/page-store.ts';
import { useDebounced } from '../../_ui/use-debounced.ts';
import type { Tools } from './acts.tsx';
import { matchOf } from './match.ts';
import { firstEntries, mostDrawn, rankEntries } from './palette-entry.ts';
import type { PaletteEntry, PaletteStep } from './palette-entry.ts';
import { matchTasks } from './match-tasks.ts';
import { taskEntry } from './palette-tasks.tsx';
import type { Scene } from './scene.ts';
import type { Hits } from './server-hits.tsx';
import { useRootEntries } from './use-root-entries.tsx';
import { useStepEntries } from './use-step-entries.tsx';

/** How long one may pause before the server is asked too, in milliseconds. */
const pause = 150;

/** What the palette shows for what is typed, and how it goes on. */
export function usePalette(scene: Scene, tools: Tools, first: PaletteStep | null) {
  const shell = useTranslations('shell');
  const [steps, setSteps] = useState<readonly PaletteStep[]>(first ? [first] : []);
  const [text, setText] = useState('');
  const [hits, setHits] = useState<ReadonlyMap<string, Hits>>(new Map());
  const typed = text.trim();
  const step = steps.at(-1) ?? null;
  const asked = useDebounced(step === null ? typed : '', pause);
  const ids = useMemo(() => scene.tasks.map(({ id }) => id), [scene]);
  const root = useRootEntries(scene, tools);
  const choices = useStepEntries(scene, ids, typed);
  const onHits = useCallback(
    (workspaceId: string, found: Hits) =>
      setHits((known) => new Map(known).set(workspaceId, found)),
    [],
  );

  const inbox = shell('inbox');
  const answers = [...hits.values()].filter((one) => one.text === typed && typed !== '');
  const found = useMemo(
    () => [...hits.values()].flatMap((one) => (one.text === typed ? one.tasks : [])),
    [hits, typed],
  );
  const everything = useMemo(
    () => findEverywhere(typed, { root, found, inbox }),
    [typed, root, found, inbox],
  );
  const entries = step === null ? everything : findIn(choices[step], { typed, step });

  return {
    step,
    text,
    setText,
    entries,
    asked,
    onHits,
    isBusy: typed !== '' && step === null && (asked !== typed || answers.some(isLoading)),
    enter: (next: PaletteStep) => {
      setSteps([...steps, next]);
      setText('');
    },
    /** @returns false where there is no step to go back from */
    back: () => {
      if (steps.length === 0 || first !== null) return false;
      setSteps(steps.slice(0, -1));
      return true;
    },
  };
}

type Known = { root: readonly PaletteEntry[]; found: readonly TaskOutput[]; inbox: string };

/** What matches of all that the page knows, then what only the server found: by notes or comments. */
function findEverywhere(typed: string, { root, found, inbox }: Known): PaletteEntry[] {
  if (typed === '') return firstEntries(root.filter(({ group }) => group !== 'labels'));
  const match = matchOf(typed);
  const tasks = withFound(matchTasks(store.tables.tasks.rows.values(), match), found).map((task) =>
    taskEntry(task, 'tasks', inbox),
  );
  const known = root.filter(({ group }) => group !== 'recent');
  const local = rankEntries([...known, ...tasks], match);
  const shown = new Set(local.map(({ id }) => id));
  const servers = new Set(found.map(({ id }) => `tasks ${id}`));
  const rest = tasks.filter(({ id }) => servers.has(id) && !shown.has(id));
  return [...local, ...rest].slice(0, mostDrawn);
}

/** What matches in a further step; what would be made new stands last. */
function findIn(
  own: readonly PaletteEntry[],
  { typed, step }: { typed: string; step: PaletteStep },
): PaletteEntry[] {
  if (typed === '' || step === 'newProject') return firstEntries(own);
  const isNew = ({ id }: PaletteEntry) => id === 'choice create';
  const known = rankEntries(
    own.filter((one) => !isNew(one)),
    matchOf(typed),
  );
  return [...known, ...own.filter(isNew)];
}

const isLoading = ({ status }: Hits) => status === 'loading';

/** The tasks that the page knows, then those that only the server found. */
function withFound(local: readonly TaskOutput[], found: readonly TaskOutput[]): TaskOutput[] {
  const known = new Set<string>(local.map(({ id }) => id));
  return [...local, ...found.filter(({ id }) => !known.has(id))];
}

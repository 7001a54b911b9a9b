'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { TaskOutput } from '../../../server/task/schema.ts';
import type { Tools } from './acts.tsx';
import { matchOf } from './match.ts';
import { firstEntries, mostDrawn, rankEntries } from './palette-entry.ts';
import type { PaletteEntry, PaletteStep } from './palette-entry.ts';
import { matchTasks, taskEntry } from './palette-tasks.tsx';
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
  const asked = useSettled(step === null ? typed : '');
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
  const found = answers.flatMap(({ tasks }) => tasks);
  const entries = useMemo((): readonly PaletteEntry[] => {
    if (step !== null) {
      const own = choices[step];
      if (typed === '' || step === 'newProject') return firstEntries(own);
      const created = own.filter(({ id }) => id === 'choice create');
      const match = matchOf(typed);
      return [
        ...rankEntries(
          own.filter((one) => !created.includes(one)),
          match,
        ),
        ...created,
      ];
    }
    if (typed === '') return firstEntries(root.filter(({ group }) => group !== 'labels'));
    const match = matchOf(typed);
    const tasks = withFound(matchTasks(match), found).map((task) =>
      taskEntry(task, 'tasks', inbox),
    );
    const known = root.filter(({ group }) => group !== 'recent');
    const local = rankEntries([...known, ...tasks], match);
    // What only the server knows to fit, by its notes or comments, stands at the end.
    const rest = tasks.filter((one) => !local.some(({ id }) => id === one.id));
    const isServers = (entry: PaletteEntry) => found.some(({ id }) => entry.id === `tasks ${id}`);
    return [...local, ...rest.filter(isServers)].slice(0, mostDrawn);
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [step, typed, root, choices, answers.length, found.length, inbox]);

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

const isLoading = ({ status }: Hits) => status === 'loading';

/** The tasks that the page knows, then those that only the server found. */
function withFound(local: readonly TaskOutput[], found: readonly TaskOutput[]): TaskOutput[] {
  const known = new Set<string>(local.map(({ id }) => id));
  return [...local, ...found.filter(({ id }) => !known.has(id))];
}

/** The value, once it has not changed for a moment. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pause);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

'use client';

import { Menu } from '../../_ui/menu.tsx';
import type { MenuEntry } from '../../_ui/overlay-types.ts';
import { useTranslations } from 'next-intl';
import { commandRow } from '../shell/key-table.ts';
import type { Command } from '../shell/key-table.ts';
import { acts } from './acts.tsx';
import type { Tools } from './acts.tsx';
import { PlaceMenu } from './place-menu.tsx';
import { runCommand } from './run-command.ts';
import type { Refused, Scene } from './scene.ts';
import { closeSurface } from './surface.ts';
import type { SurfaceKind } from './surface.ts';
import { useLast } from './use-last.ts';
import { isOffered, refusalOfCommand, useWords } from './use-words.ts';

type Props = { shown: { kind: SurfaceKind; scene: Scene } | null; tools: Tools };

/** What stands in the menu of tasks, in its order. */
const order: readonly (Command | 'line')[] = [
  'open',
  'edit',
  'done',
  'line',
  'due',
  'priority',
  'labels',
  'assignees',
  'move',
  'relate',
  'line',
  'copy',
  'copyLink',
  'line',
  'cancel',
  'remove',
];

/** The menu of the chosen tasks, or of a place of the sidebar. */
export function CommandMenu({ shown, tools }: Props) {
  const scene = shown?.kind === 'menu' ? shown.scene : null;
  const isPlace = scene !== null && scene.anchor?.matches('nav a') === true;
  return (
    <>
      <TaskMenu scene={isPlace ? null : scene} tools={tools} />
      <PlaceMenu scene={isPlace ? scene : null} tools={tools} />
    </>
  );
}

function TaskMenu({ scene, tools }: { scene: Scene | null; tools: Tools }) {
  const t = useTranslations('command');
  const words = useWords();
  const last = useLast(scene);
  const why = (refused: Refused) => t(`why.${refused}`);
  const entries = last ? entriesOf(last, tools, { words, why }) : [];
  return (
    <Menu
      open={scene !== null}
      anchor={last?.anchor ?? null}
      at={last?.at}
      onClose={closeSurface}
      label={t('menu')}
      align="end"
      entries={entries}
    />
  );
}

type Wording = {
  words: ReturnType<typeof useWords>;
  why: (refused: Refused) => string;
};

function entriesOf(scene: Scene, tools: Tools, { words, why }: Wording): MenuEntry[] {
  const entries = order.flatMap((command): MenuEntry[] => {
    if (command === 'line') return ['line'];
    if (!isOffered(command, scene)) return [];
    const { icon: Icon, tone } = acts[command];
    const refused = refusalOfCommand(command, scene);
    return [
      {
        label: words(command, scene.tasks),
        icon: <Icon size={16} />,
        keys: commandRow(command).keys,
        tone,
        disabled: refused !== null,
        hint: refused === null ? undefined : why(refused),
        // The menu gives the focus back first; what is opened then takes it.
        onSelect: () =>
          void setTimeout(() => runCommand(command, { ...scene, at: undefined }, tools)),
      },
    ];
  });
  return entries.filter((entry, at) => entry !== 'line' || entries[at + 1] !== 'line');
}

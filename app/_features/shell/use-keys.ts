'use client';

import { useEffect, useRef } from 'react';
import { createCell } from '../../_client/store/cell.ts';
import { isApple } from '../../_ui/keys.ts';
import { isTyping } from '../../_ui/sidebar-fold.ts';
import { dropKeys, holdKeys } from '../command/held-keys.ts';
import { keyStep } from './key-step.ts';
import { commandRow, commands } from './key-table.ts';
import type { Command } from './key-table.ts';

/** What a view does for a command. Returning false says that the key meant nothing here. */
export type KeyActions = Partial<Record<Command, (event: KeyboardEvent) => void | boolean>>;

type Layer = { actions: () => KeyActions; outside: string | undefined };

const layers: Layer[] = [];
const commandOf = new Map(
  commands.flatMap((command) =>
    (commandRow(command).bind ?? []).map((bind) => [bind, command] as const),
  ),
);
/** How long a sequence waits for its second key, in milliseconds. */
const patience = 2_500;
let timer: ReturnType<typeof setTimeout> | undefined;

/** The first key of a sequence that was pressed, as the table names it; empty while none was. */
export const begunKeys = createCell('');

/** Surfaces that have keys of their own while they are open. One that is leaving still has the focus, and none. */
const surfaces =
  ':is([role=dialog], [role=alertdialog], [role=menu], [role=listbox], [role=combobox]):not([data-closed])';

const isWithin = ({ target }: Event, selector: string) =>
  target instanceof Element && target.closest(selector) !== null;

/** True where a key belongs to something that floats, or to a text that is being written. */
function isTaken(event: KeyboardEvent, command: Command | undefined): boolean {
  if (event.defaultPrevented || event.isComposing) return true;
  if (command !== undefined && commandRow(command).inText === true)
    return isWithin(event, '[role=dialog]');
  return isTyping(event.target) || isWithin(event, surfaces);
}

function begin(keys: string): void {
  clearTimeout(timer);
  begunKeys.set(keys);
  if (keys !== '') timer = setTimeout(() => begunKeys.set(''), patience);
}

function onPress(event: KeyboardEvent): void {
  if (['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return;
  const step = keyStep(event, isApple());
  const begun = begunKeys.get();
  const keys = begun === '' ? step : `${begun} ${step}`;
  const command = commandOf.get(keys ?? '');
  if (keys === null || isTaken(event, command)) return begin('');
  if (!event.repeat && [...commandOf.keys()].some((bind) => bind.startsWith(`${keys} `)))
    return begin(keys);
  begin('');
  // A wrong second key does nothing: who pressed `g` did not mean what `s` alone would do.
  if (command === undefined) return;
  for (const { actions, outside } of layers.toReversed()) {
    if (outside !== undefined && isWithin(event, outside)) continue;
    const act = actions()[command];
    if (!act) continue;
    if (commandRow(command).opens === true) holdKeys();
    if (act(event) !== false) return event.preventDefault();
    dropKeys();
  }
}

/** Binds commands to the whole page while this is drawn, outside of text and floating surfaces. */
export function useKeys(actions: KeyActions, options: { outside?: string } = {}): void {
  const { outside } = options;
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    const layer = { actions: () => latest.current, outside };
    if (layers.length === 0) window.addEventListener('keydown', onPress);
    layers.push(layer);
    return () => {
      layers.splice(layers.indexOf(layer), 1);
      if (layers.length === 0) window.removeEventListener('keydown', onPress);
    };
  }, [outside]);
}

'use client';

import { createKeybindingsHandler } from 'tinykeys';
import { useEffect, useRef } from 'react';
import { isTyping } from '../../_ui/sidebar-fold.ts';
import { isMeant, keyTable } from './key-table.ts';
import type { Command } from './key-table.ts';

/** What a view does for a command. Returning false says that the key meant nothing here. */
export type KeyActions = Partial<Record<Command, (event: KeyboardEvent) => void | boolean>>;

/** Surfaces that have keys of their own while they are open. */
const surfaces = '[role=dialog], [role=alertdialog], [role=menu], [role=listbox], [role=combobox]';

/** True where a key belongs to a text that is being written or to something that floats. */
function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || isTyping(event.target)) return true;
  return event.target instanceof Element && event.target.closest(surfaces) !== null;
}

/** The handler of keydown events for these actions: each runs by the keys of the table. */
function keyHandler(
  actions: () => KeyActions,
  ignore: (event: KeyboardEvent) => boolean,
): EventListener {
  const bindings: Record<string, (event: KeyboardEvent) => void> = {};
  for (const command of Object.keys(keyTable) as Command[]) {
    for (const bind of keyTable[command].bind) {
      bindings[bind] = (event) => {
        const act = actions()[command];
        if (act && isMeant(bind, event) && act(event) !== false) event.preventDefault();
      };
    }
  }
  return createKeybindingsHandler(bindings, { ignore });
}

/** Binds commands to the whole page while this is drawn, outside of text and floating surfaces. */
export function useKeys(actions: KeyActions, options: { outside?: string } = {}): void {
  const { outside } = options;
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    const handler = keyHandler(
      () => latest.current,
      (event) =>
        isTaken(event) ||
        (outside !== undefined &&
          event.target instanceof Element &&
          event.target.closest(outside) !== null),
    );
    window.addEventListener('keydown', handler);
    return () => window.removeEventListener('keydown', handler);
  }, [outside]);
}

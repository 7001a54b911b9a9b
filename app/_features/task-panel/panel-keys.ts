'use client';

import { useEffect } from 'react';
import type { RefObject } from 'react';

/** Physical keys, so that a Russian layout works. */
const byCode: Record<string, string> = {
  KeyS: 's',
  KeyL: 'l',
  KeyA: 'a',
  KeyM: 'm',
  KeyR: 'r',
  KeyP: 'p',
  KeyD: 'd',
  KeyE: 'e',
};
const typing = 'input:not([type=checkbox]), textarea, select, [contenteditable]';

/** Marks the element in which fields are found by their keys. */
export const panelMark = { 'data-task-panel': true };

/** Leaves a field for the panel around it, whose keys work then. */
export function focusPanel(inside: Element | null): void {
  inside?.closest<HTMLElement>('[data-task-panel]')?.focus({ preventScroll: true });
}

/** Presses the control of the panel around `inside` that has this key. @returns whether there is one */
export function pressField(inside: Element | null, key: string): boolean {
  const control = inside
    ?.closest('[data-task-panel]')
    ?.querySelector<HTMLElement>(`[data-key="${key}"]`);
  if (!control || control.matches(':disabled')) return false;
  control.focus();
  if (!control.matches('textarea')) control.click();
  return true;
}

/** Single keys of the panel; not while typing. What floats over the panel stands elsewhere in the page's tree. */
export function usePanelKeys(panel: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const box = panel.current;
    box?.addEventListener('keydown', onPanelKey);
    return () => box?.removeEventListener('keydown', onPanelKey);
  }, [panel]);
}

function onPanelKey(event: KeyboardEvent): void {
  const { target } = event;
  const key = byCode[event.code];
  if (key === undefined || event.defaultPrevented || !(target instanceof Element)) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  if (target.matches(typing) || !pressField(target, key)) return;
  event.preventDefault();
  event.stopPropagation();
}

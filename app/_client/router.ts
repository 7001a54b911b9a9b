'use client';

import { useSyncExternalStore } from 'react';

/** What stands in the address bar. Null while the static page is not yet alive, so that both renders agree. */
export type Location = { path: string; search: string };

const listeners = new Set<() => void>();
let current: Location | null = null;

function read(): Location {
  const { pathname, search } = window.location;
  if (current?.path !== pathname || current.search !== search) current = { path: pathname, search };
  return current;
}

/** Marks the entries of the history that this page made. */
type Entry = { cairn?: { key: string; over: boolean } } | null;
const entry = () => (window.history.state as Entry)?.cairn;
let isBack = false;

/** Names the present entry of the history; the same again when the person comes back to it. */
export function entryKey(): string {
  return entry()?.key ?? 'first';
}

/** True where the present entry was come to by going back or forward. */
export function cameBack(): boolean {
  return isBack;
}

function popped() {
  isBack = true;
  emit();
}

function emit() {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  if (listeners.size === 0) window.addEventListener('popstate', popped);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener('popstate', popped);
  };
}

const nowhere = () => null;

/** The present address; null in the static HTML and in the first render. */
export function useLocation(): Location | null {
  return useSyncExternalStore(subscribe, read, nowhere);
}

type Going = {
  /** Leaves no entry to go back to. */
  replace?: boolean;
  /** What opens stands over the present view: `leave` closes it by going back. An entry that is replaced stays so unless said. */
  over?: boolean;
};

/** Goes to a path of the workspace without a request. */
export function navigate(path: string, { replace = false, over }: Going = {}): void {
  const target = new URL(path, window.location.href);
  if (target.origin !== window.location.origin)
    throw new Error(`navigate: ${path} is not of this site`);
  if (target.href === window.location.href) return;
  isBack = false;
  const change = replace ? 'replaceState' : 'pushState';
  const kept = replace ? entry() : undefined;
  const cairn = { key: kept?.key ?? Math.random().toString(36), over: over ?? kept?.over ?? false };
  // With the marks of Next's own entry it takes no part: its late answer would put an earlier address back.
  const state = { ...(window.history.state as object | null), cairn };
  window.history[change](state, '', target.href);
  emit();
}

/** Closes what stands over a view: back to the entry before it, so that no second one of the same view stays. */
export function leave(path: string): void {
  if (entry()?.over === true) window.history.back();
  else navigate(path, { replace: true });
}

'use client';

import { useCallback, useEffect } from 'react';
import { navigate, useLocation } from '../../_client/router.ts';
import { withStorage } from '../../_client/storage.ts';

export const looks = ['list', 'board'] as const;
export type Look = (typeof looks)[number];

const key = 'cairn.boards';
const mostKept = 500;

/** The projects that this browser last showed as a board. */
const boards = new Set(stored());

function stored(): string[] {
  const ids = withStorage('localStorage', (storage): unknown =>
    JSON.parse(storage.getItem(key) ?? '[]'),
  );
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
}

function keep(projectId: string, look: Look): void {
  if (boards.has(projectId) === (look === 'board')) return;
  boards.delete(projectId);
  if (look === 'board') boards.add(projectId);
  const kept = JSON.stringify([...boards].slice(-mostKept));
  withStorage('localStorage', (storage) => storage.setItem(key, kept));
}

/** What the address names, so that it can be handed on; else as the project was shown last. */
function lookOf(search: string, projectId: string): Look {
  const named = new URLSearchParams(search).get('view');
  return looks.find((look) => look === named) ?? (boards.has(projectId) ? 'board' : 'list');
}

/** How a project is shown, and the way to another look. Each is an address, so that back leads to the one before. */
export function useLook(projectId: string): [Look, (look: Look) => void] {
  const search = useLocation()?.search ?? '';
  const look = lookOf(search, projectId);
  useEffect(() => {
    keep(projectId, look);
    if (look === 'board') navigate(addressOf(look), { replace: true });
  }, [projectId, look, search]);
  const choose = useCallback(
    (next: Look) => {
      // The one before is named too, or back would lead to an address that now says the same.
      navigate(addressOf(look), { replace: true });
      navigate(addressOf(next));
    },
    [look],
  );
  return [look, choose];
}

function addressOf(look: Look): string {
  const url = new URL(window.location.href);
  url.searchParams.set('view', look);
  return url.pathname + url.search;
}

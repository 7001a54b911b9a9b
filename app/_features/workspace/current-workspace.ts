'use client';

import { useEffect } from 'react';
import type { WorkspaceOutput } from '../../../server/workspace/schema.ts';
import { navigate, useLocation } from '../../_client/router.ts';
import { withStorage } from '../../_client/storage.ts';
import { createCell } from '../../_client/store/cell.ts';
import { store, useStore } from '../../_client/store/page-store.ts';
import type { Store } from '../../_client/store/store.ts';
import { useCell } from '../../_client/store/use-cell.ts';
import { homeOf, isInWorkspace, prefixOf, splitPath, workspaceAt } from './workspace-path.ts';

const key = 'cairn.workspace';
/** The workspace that was looked at last: what Today, which is of all, stands beside. */
const chosen = createCell<string | null>(
  typeof window === 'undefined'
    ? null
    : withStorage('localStorage', (storage) => storage.getItem(key)),
);

function currentAt(of: Store, path: string, last: string | null): WorkspaceOutput | undefined {
  const named = isInWorkspace(path) ? workspaceAt(of, splitPath(path).tail) : undefined;
  return named ?? of.get('workspaces', last ?? '') ?? homeOf(of);
}

/** The workspace that the page stands in: the address names it; Today stands beside the last one. */
export function useCurrentWorkspace(): WorkspaceOutput | undefined {
  const path = useLocation()?.path ?? '/';
  const last = useCell(chosen);
  return useStore((of) => currentAt(of, path, last));
}

/** The address of a place (`/inbox`) in the present workspace. */
export function pathHere(rest: string): string {
  const workspace = currentAt(store, window.location.pathname, chosen.get());
  return prefixOf(store, workspace?.id) + rest;
}

/** What stands before the addresses of the present workspace. */
export function usePrefix(): string {
  const workspace = useCurrentWorkspace();
  return useStore((of) => prefixOf(of, workspace?.id));
}

/** Makes a workspace the present one; this browser remembers it. */
export function chooseWorkspace(workspaceId: string): void {
  chosen.set(workspaceId);
  withStorage('localStorage', (storage) => storage.setItem(key, workspaceId));
}

/** Leads an address to the workspace that has what it shows. */
export function useTrueAddress(workspaceId: string | undefined): void {
  useEffect(() => {
    if (workspaceId === undefined) return;
    const { pathname, search } = window.location;
    navigate(prefixOf(store, workspaceId) + splitPath(pathname).rest + search, { replace: true });
  }, [workspaceId]);
}

import type { Store } from '../../_client/store/store.ts';
import type { WorkspaceOutput } from '../../../server/workspace/schema.ts';

const shortestTail = 6;

/** An address in two: the tail of the workspace that it names, and the place there. */
export function splitPath(path: string): { tail: string | null; rest: string } {
  const [, tail, rest = '/'] = /^\/w\/([0-9a-f]{6,32})(\/.*)?$/.exec(path) ?? [];
  if (tail === undefined) return { tail: null, rest: path };
  return { tail, rest: rest === '/' ? '/inbox' : rest };
}

/** False for what is the person's own, over all workspaces: Today, their settings. */
export function isInWorkspace(path: string): boolean {
  const { tail, rest } = splitPath(path);
  return (
    tail !== null ||
    /^\/(inbox|search|filter|import|trash|archive|history|p|l|v|t)(\/|$)/.test(rest)
  );
}

/** Where things go that name no other place: the personal workspace. */
export function homeOf(store: Store): WorkspaceOutput | undefined {
  const all = [...store.tables.workspaces.rows.values()];
  return all.find(isHome) ?? all[0];
}

/** True for the person's own personal workspace: they may be in others' too. */
export function isHome({
  isPersonal,
  role,
}: Pick<WorkspaceOutput, 'isPersonal' | 'role'>): boolean {
  return isPersonal && role === 'owner';
}

/** The workspace that an address names by its tail; the personal one by none. */
export function workspaceAt(store: Store, tail: string | null): WorkspaceOutput | undefined {
  if (tail === null) return homeOf(store);
  const named = [...store.tables.workspaces.rows.values()].filter(({ id }) =>
    hexOf(id).endsWith(tail),
  );
  return named.length === 1 ? named[0] : undefined;
}

/** What tells a workspace from the person's others: the last digits of its id. */
export function tailOf(store: Store, workspaceId: string): string {
  const hex = hexOf(workspaceId);
  const others = [...store.tables.workspaces.rows.keys()]
    .filter((id) => id !== workspaceId)
    .map(hexOf);
  let length = shortestTail;
  while (length < hex.length && others.some((other) => other.endsWith(hex.slice(-length))))
    length += 1;
  return hex.slice(-length);
}

const hexOf = (id: string) => id.replaceAll('-', '');

/** What stands before every address of a workspace: nothing for the personal one. */
export function prefixOf(store: Store, workspaceId: string | undefined): string {
  if (workspaceId === undefined || store.get('workspaces', workspaceId) === undefined) return '';
  return homeOf(store)?.id === workspaceId ? '' : `/w/${tailOf(store, workspaceId)}`;
}

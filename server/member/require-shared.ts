import type { WriteCtx } from '../changes/write.ts';
import type { Role } from '../domain/enums.ts';
import { forbidden } from '../platform/errors.ts';
import { getWorkspaceForUpdate } from '../workspace/scope.ts';

/** Refuses a second owner of a personal workspace: it goes with its person's account. */
export async function requireShared(w: WriteCtx, role: Role): Promise<void> {
  if (role !== 'owner') return;
  const { isPersonal } = await getWorkspaceForUpdate(w);
  if (!isPersonal) return;
  throw forbidden('A personal workspace has one owner. Make a workspace for a team first.');
}

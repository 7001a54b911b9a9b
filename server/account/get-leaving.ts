import { proveAccount } from '../auth/account.ts';
import type { Ctx } from '../platform/context.ts';
import type { LeavingOutput } from './schema.ts';
import { getLastAdministrator, listPlaces } from './scope.ts';

/** What deleting the caller's account would do, and what stands against it. */
export async function getLeaving(ctx: Ctx): Promise<LeavingOutput> {
  const account = await proveAccount(ctx, 'account.getLeaving');
  const places = await listPlaces(ctx, account);
  const alone = places.filter(({ becomes }) => becomes === 'deleted');
  return {
    soleOwnerOf: places
      .filter(({ becomes }) => becomes === 'stuck')
      .map(({ workspaceId, name, others }) => ({ workspaceId, name, members: others })),
    isLastAdministrator: await getLastAdministrator(ctx, account.userId),
    sharedWorkspaces: places
      .filter(({ others }) => others > 0)
      .map(({ workspaceId, name, openAssigned }) => ({ workspaceId, name, openAssigned })),
    personalTasks: places.reduce(
      (sum, { becomes, ...place }) =>
        sum + (becomes === 'deleted' ? place.tasks : place.inboxTasks),
      0,
    ),
    personalProjects: alone.reduce((sum, { projects }) => sum + projects, 0),
  };
}

import { proveAdministrator } from '../auth/account.ts';
import type { Ctx } from '../platform/context.ts';
import type { AdminUserListInput, AdminUserListOutput } from './schema.ts';
import { listUserRows } from './scope.ts';

/** One keyset page of the accounts of the instance. */
export async function listUsers(ctx: Ctx, input: AdminUserListInput): Promise<AdminUserListOutput> {
  const administrator = await proveAdministrator(ctx, 'admin.listUsers');
  return listUserRows(ctx, administrator, input);
}

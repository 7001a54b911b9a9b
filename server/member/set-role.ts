import { membership } from '../auth/membership.ts';
import { writeInSteps } from '../changes/write-in-steps.ts';
import { roleCovers } from '../domain/policy.ts';
import type { Ctx } from '../platform/context.ts';
import { forbidden } from '../platform/errors.ts';
import { changeRole } from './change-role.ts';
import { giveUp } from './give-up.ts';
import { requireShared } from './require-shared.ts';
import type { MemberOutput, MemberSetRoleInput } from './schema.ts';
import { getMemberForUpdate, requireOtherOwner } from './scope.ts';

/**
 * Gives a member another role. Nobody gives or takes one above their own.
 * @throws FORBIDDEN to an admin about an owner; CONFLICT where the last owner would be none
 */
export async function setRole(ctx: Ctx, input: MemberSetRoleInput): Promise<MemberOutput> {
  const call = { action: 'member.setRole', input, refusal: 'FORBIDDEN' } as const;
  return giveUp(ctx, call, () => setOnce(ctx, input));
}

function setOnce(ctx: Ctx, input: MemberSetRoleInput): Promise<MemberOutput> {
  return writeInSteps(
    ctx,
    { action: 'member.setRole', input, guard: membership },
    async (w, record) => {
      const { role } = input;
      const row = await getMemberForUpdate(w, input.userId);
      const isAbove = ![row.role, role].every((one) => roleCovers(w.member.role, one));
      if (isAbove) throw forbidden('Only owners make owners, and change what owners may.');
      await requireShared(w, role);
      if (row.role === 'owner' && role !== 'owner') await requireOtherOwner(w, row.userId);
      return changeRole(w, record, { row, role });
    },
  );
}

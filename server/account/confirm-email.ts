import { proveInstance } from '../auth/account.ts';
import { writeAccount } from '../changes/write-account.ts';
import type { Ctx } from '../platform/context.ts';
import { limitLinks } from './limit-links.ts';
import { replaceEmail } from './replace-email.ts';
import type { EmailConfirmInput, EmailConfirmOutput } from './schema.ts';
import { getLinkOwner, linkOver, requireLink } from './scope.ts';

/**
 * Gives an account the address to which this link went, once. Sessions go on: whoever asked had the password.
 * @throws NOT_FOUND where the link was used, is over or never was; CONFLICT where another account has the address now
 */
export async function confirmEmail(
  ctx: Ctx,
  input: EmailConfirmInput,
): Promise<EmailConfirmOutput> {
  return limitLinks(ctx, async () => {
    const link = { kind: 'email', secret: input.secret } as const;
    const userId = await getLinkOwner(ctx, link);
    if (userId === null) throw linkOver();
    // The link is the proof: whoever holds it acts as the instance for this one account.
    const inside = { ...ctx, principal: { kind: 'system', userId } } as const;
    const writing = { action: 'account.confirmEmail', input, guard: proveInstance } as const;
    return writeAccount(inside, writing, async (w, audit) => {
      const email = await requireLink(w, link);
      if (email === null) throw linkOver();
      await replaceEmail(w, audit, email);
      return { email };
    });
  });
}

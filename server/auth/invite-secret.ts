import { createHmac, randomBytes } from 'node:crypto';
import type { MailId } from '../domain/ids.ts';
import { hashSecret } from './secret.ts';
import type { MadeSecret } from './secret.ts';

/** `cri_<43 base64url>`: 256 random bits that let whoever knows them join; told once, stored as SHA-256. */
export function makeInviteSecret(): MadeSecret {
  return madeOf(randomBytes(32));
}

/**
 * The secret of an invite that is mailed. Derived from the mail's id, which is used once, so that it is the same at
 * every try and stands in no row: who has the database alone, or a backup of it, cannot follow the link.
 */
export function mailedInviteSecret(instanceSecret: string, mailId: MailId): MadeSecret {
  return madeOf(createHmac('sha256', instanceSecret).update(`invite:${mailId}`).digest());
}

function madeOf(bits: Buffer): MadeSecret {
  const secret = `cri_${bits.toString('base64url')}`;
  return { secret, hash: hashSecret(secret) };
}

import { randomBytes } from 'node:crypto';
import { hashSecret } from './secret.ts';
import type { MadeSecret } from './secret.ts';

/** `cri_<43 base64url>`: 256 random bits that let whoever knows them join; told once, stored as SHA-256. */
export function makeInviteSecret(): MadeSecret {
  const secret = `cri_${randomBytes(32).toString('base64url')}`;
  return { secret, hash: hashSecret(secret) };
}

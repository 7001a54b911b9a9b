import { randomBytes } from 'node:crypto';

/** A name that was never used before: 96 random bits. */
export function newStamp(): string {
  return randomBytes(12).toString('base64url');
}

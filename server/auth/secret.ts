import { createHash, createHmac, hash, randomBytes } from 'node:crypto';
import type { LinkId, UserId } from '../domain/ids.ts';

/** What a browser (`crs`) or a program (`crn`) shows to prove who it acts for. */
export type SecretKind = 'crs' | 'crn';

export type MadeSecret = {
  /** `crs_<32 hex of the user's id>_<43 base64url>`; told once, never stored. */
  secret: string;
  /** SHA-256 of the whole secret, as stored. */
  hash: Buffer;
};

const shape = /^(crs|crn)_([0-9a-f]{32})_[A-Za-z0-9_-]{43}$/;

/** Where a secret says to look: whose it is, and its digest in base64url. Null where it has no secret's shape. */
export function locateSecret(
  kind: SecretKind,
  text: string,
): { userId: UserId; digest: string } | null {
  if (!text.startsWith(kind) || !shape.test(text)) return null;
  return { userId: uuidOf(text.slice(4, 36)), digest: hash('sha256', text, 'base64url') };
}

const uuidOf = (hex: string) =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as UserId;

const within = /(?:crs|crn)_[0-9a-f]{32}_[A-Za-z0-9_-]{43}/;

/** True of an address in which a secret stands. */
export function holdsSecret(address: string): boolean {
  return (address.includes('crn_') || address.includes('crs_')) && within.test(address);
}

/** Whose a secret says that it is, and its SHA-256. */
export type ReadSecret = { userId: UserId; hash: Buffer };

export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret, 'utf8').digest();
}

/** 256 random bits behind the public locator of their user, which says where to look them up. */
export function makeSecret(kind: SecretKind, userId: UserId): MadeSecret {
  const secret = `${kind}_${userId.replaceAll('-', '')}_${randomBytes(32).toString('base64url')}`;
  return { secret, hash: hashSecret(secret) };
}

/** Reads a secret's locator; null where the text has not the shape of one of this kind. */
export function readSecret(kind: SecretKind, text: string): ReadSecret | null {
  const [, found, hex] = shape.exec(text) ?? [];
  if (found !== kind || hex === undefined) return null;
  return { userId: uuidOf(hex), hash: hashSecret(text) };
}

/**
 * The secret of a link that is mailed. Derived, so that it is the same at every try and stands in no row:
 * who has the database alone, or a backup of it, can't follow the link.
 */
export function linkSecret(instanceSecret: string, linkId: LinkId): string {
  return createHmac('sha256', instanceSecret).update(`link:${linkId}`).digest('base64url');
}

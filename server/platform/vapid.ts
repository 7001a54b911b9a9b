import { createECDH, createPrivateKey, hkdfSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Secrets } from './secrets.ts';

/** The key with which an instance says to push services who it is (RFC 8292). */
export type Vapid = {
  /** Base64url of the uncompressed point on P-256, 65 bytes: what a browser subscribes for. */
  publicKey: string;
  privateKey: KeyObject;
};

/** The order of P-256 (FIPS 186-4, D.1.2.3). */
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/**
 * The key of this instance. It is derived from the instance's secret, so it is as old, is the same in every process,
 * and comes and goes with it: there is no second secret to keep, to back up or to hand around.
 */
export function vapidOf({ auth }: Secrets): Vapid {
  // 64 bits more than the order has, so that no key is likelier than another (FIPS 186-5, A.2.1).
  const bits = Buffer.from(hkdfSync('sha256', auth, '', 'cairn web push', 40));
  const scalar = (BigInt(`0x${bits.toString('hex')}`) % (order - 1n)) + 1n;
  const secret = Buffer.from(scalar.toString(16).padStart(64, '0'), 'hex');
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(secret);
  const point = pair.getPublicKey();
  const privateKey = createPrivateKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      d: secret.toString('base64url'),
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    },
  });
  return { publicKey: point.toString('base64url'), privateKey };
}

export type Claims = {
  /** The origin of the push service. */
  audience: string;
  /** Seconds since 1970, at most 24 hours ahead. */
  expires: number;
  /** Whom a push service may ask, `https:` or `mailto:`; null says nothing. */
  contact: string | null;
};

/** The value of `Authorization` for one push service: a token signed with ES256, and the key (RFC 8292, 2 and 3). */
export function vapidHeader(vapid: Vapid, { audience, expires, contact }: Claims): string {
  const claims = { aud: audience, exp: expires, ...(contact !== null && { sub: contact }) };
  const said = [{ typ: 'JWT', alg: 'ES256' }, claims].map(encoded).join('.');
  const signature = sign('sha256', Buffer.from(said), {
    key: vapid.privateKey,
    dsaEncoding: 'ieee-p1363',
  });
  return `vapid t=${said}.${signature.toString('base64url')}, k=${vapid.publicKey}`;
}

const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');

import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
} from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Secrets } from './secrets.ts';

type Keys = { cipher: KeyObject; nonce: KeyObject };

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;
/** Texts are filled up to a multiple of so many bytes, so that a length tells little of what is in it. */
const block = 64;

const derived = new WeakMap<Secrets, Keys>();

/** Every process of an instance has the same secret, so each opens what another sealed. */
function keysOf(secrets: Secrets): Keys {
  let keys = derived.get(secrets);
  if (keys === undefined) {
    const bytes = Buffer.from(hkdfSync('sha256', secrets.auth, '', 'cairn sealed text', 64));
    const half = (from: number) => createSecretKey(bytes.subarray(from, from + 32));
    keys = { cipher: half(0), nonce: half(32) };
    derived.set(secrets, keys);
  }
  return keys;
}

/**
 * Seals a text so that callers can carry it and neither read nor change it: AES-256-GCM (NIST SP 800-38D), base64url.
 * The nonce is an HMAC of purpose and text, as in RFC 5297: equal texts are equal bytes, other texts have other nonces.
 * @param purpose what it is for and whose; it opens for that alone
 */
export function sealText(secrets: Secrets, purpose: string, text: string): string {
  const { cipher: key, nonce: nonceKey } = keysOf(secrets);
  const bytes = Buffer.byteLength(text);
  const filled = text + ' '.repeat((block - (bytes % block)) % block);
  const mac = createHmac('sha256', nonceKey).update(`${purpose}\0${filled}`).digest();
  const nonce = mac.subarray(0, nonceBytes);
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.from(purpose));
  const sealed = [nonce, cipher.update(filled, 'utf8'), cipher.final(), cipher.getAuthTag()];
  return Buffer.concat(sealed).toString('base64url');
}

/**
 * The text that was sealed for this purpose, with the spaces that fill it up.
 * @returns null for what was changed, was sealed for something else or by another instance, or was never sealed
 */
export function openText(secrets: Secrets, purpose: string, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64url');
  // Other characters, and bits that no byte needs, would be passed over.
  if (bytes.length < nonceBytes + tagBytes || bytes.toString('base64url') !== sealed) return null;
  const { cipher: key } = keysOf(secrets);
  const nonce = bytes.subarray(0, nonceBytes);
  const cipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.from(purpose));
  cipher.setAuthTag(bytes.subarray(-tagBytes));
  try {
    return (
      cipher.update(bytes.subarray(nonceBytes, -tagBytes), undefined, 'utf8') + cipher.final('utf8')
    );
  } catch {
    return null;
  }
}

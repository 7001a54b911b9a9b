import { createCipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';

/** What a browser gave for its messages (RFC 8291, 2): its point on P-256, 65 bytes, and its secret, 16 bytes. */
export type Receiver = { p256dh: Buffer; auth: Buffer };

/** Taken anew for each message; only a test that compares brings its own. */
export type Fresh = { salt: Buffer; secret: Buffer };

/** Bytes of a message that every push service takes once it is encrypted: 4096 less what encrypting adds (RFC 8291, 4). */
export const longestMessage = 3993;

const recordSize = 4096;
const curve = 'prime256v1';

/**
 * A message as only that browser can read it: `aes128gcm` in one record (RFC 8188, 2; RFC 8291, 3).
 * @throws RangeError where the message is longer than `longestMessage`
 * @throws Error where `p256dh` is no point of the curve
 */
export function encryptPush(
  message: Buffer,
  { p256dh, auth }: Receiver,
  { salt, secret }: Fresh = { salt: randomBytes(16), secret: freshSecret() },
): Buffer {
  if (message.length > longestMessage) throw new RangeError('the message is too long');
  const sender = createECDH(curve);
  sender.setPrivateKey(secret);
  const own = sender.getPublicKey();
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), p256dh, own]);
  const shared = Buffer.from(hkdfSync('sha256', sender.computeSecret(p256dh), auth, info, 32));
  const derive = (name: string, bytes: number) =>
    Buffer.from(hkdfSync('sha256', shared, salt, `Content-Encoding: ${name}\0`, bytes));
  const cipher = createCipheriv('aes-128-gcm', derive('aes128gcm', 16), derive('nonce', 12));
  // 2 ends the last record, without padding.
  const body = [cipher.update(message), cipher.update(Buffer.of(2)), cipher.final()];
  return Buffer.concat([salt, headOf(own), ...body, cipher.getAuthTag()]);
}

function headOf(keyId: Buffer): Buffer {
  const sizes = Buffer.alloc(5);
  sizes.writeUInt32BE(recordSize);
  sizes.writeUInt8(keyId.length, 4);
  return Buffer.concat([sizes, keyId]);
}

function freshSecret(): Buffer {
  const pair = createECDH(curve);
  pair.generateKeys();
  return pair.getPrivateKey();
}

/** True for a point that lies on P-256, uncompressed. */
export function isPoint(bytes: Buffer): boolean {
  if (bytes.length !== 65 || bytes[0] !== 4) return false;
  const pair = createECDH(curve);
  pair.generateKeys();
  try {
    pair.computeSecret(bytes);
    return true;
  } catch {
    return false;
  }
}

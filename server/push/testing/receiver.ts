import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';

/** A browser that was subscribed: what it gives away, and how it reads what comes. */
export type Browser = {
  keys: { p256dh: string; auth: string };
  /** @throws Error where the message is for another, or was changed on its way */
  open(body: Buffer): string;
};

/** Reads as RFC 8291 (3.4) and RFC 8188 (2.1) have it, apart from what writes. */
export function openBrowser(
  secret: Buffer = freshSecret(),
  auth: Buffer = randomBytes(16),
): Browser {
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(secret);
  const own = pair.getPublicKey();
  const open = (body: Buffer): string => {
    const [salt, idLength] = [body.subarray(0, 16), body.readUInt8(20)];
    const [sender, sealed] = [body.subarray(21, 21 + idLength), body.subarray(21 + idLength)];
    if (sealed.length > body.readUInt32BE(16)) throw new Error('more than one record');
    const context = Buffer.concat([Buffer.from('WebPush: info\0'), own, sender]);
    const key = Buffer.from(hkdfSync('sha256', pair.computeSecret(sender), auth, context, 32));
    const part = (info: string, bytes: number) =>
      Buffer.from(hkdfSync('sha256', key, salt, info, bytes));
    const cipher = createDecipheriv(
      'aes-128-gcm',
      part('Content-Encoding: aes128gcm\0', 16),
      part('Content-Encoding: nonce\0', 12),
    );
    cipher.setAuthTag(sealed.subarray(-16));
    const text = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]);
    const end = text.lastIndexOf(2);
    if (end === -1 || text.subarray(end + 1).some((byte) => byte !== 0))
      throw new Error('no end of the last record');
    return text.subarray(0, end).toString('utf8');
  };
  return { keys: { p256dh: own.toString('base64url'), auth: auth.toString('base64url') }, open };
}

function freshSecret(): Buffer {
  const pair = createECDH('prime256v1');
  pair.generateKeys();
  return pair.getPrivateKey();
}

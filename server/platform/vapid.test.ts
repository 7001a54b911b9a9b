import { createPublicKey, randomBytes, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import { isPoint } from './push-encryption.ts';
import { vapidHeader, vapidOf } from './vapid.ts';

const secret = () => ({ auth: randomBytes(32).toString('base64url') });

type Read = { header: object; claims: object; isSigned: boolean };

/** Reads `vapid t=…, k=…` as a push service does (RFC 8292, 4.2). */
function readHeader(text: string): Read {
  const [, said = '', signature = '', key = ''] =
    /^vapid t=([\w-]+\.[\w-]+)\.([\w-]+), k=([\w-]+)$/.exec(text) ?? [];
  const point = Buffer.from(key, 'base64url');
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) =>
    half.toString('base64url'),
  );
  const publicKey = createPublicKey({
    format: 'jwk',
    key: { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '' },
  });
  const [header, claims] = said
    .split('.')
    .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()) as object);
  return {
    header: header ?? {},
    claims: claims ?? {},
    isSigned: verify(
      'sha256',
      Buffer.from(said),
      { key: publicKey, dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    ),
  };
}

test('the reader takes the example of RFC 8292 (2.4), and refuses it where a byte is another', () => {
  const example =
    'vapid t=eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9.eyJhdWQiOiJodHRwczovL3B1c2guZXhhbXBsZS5uZXQiLCJleHAiOjE0NTM1MjM3NjgsInN1YiI6Im1haWx0bzpwdXNoQGV4YW1wbGUuY29tIn0.i3CYb7t4xfxCDquptFOepC9GAu_HLGkMlMuCGSK2rpiUfnK9ojFwDXb1JrErtmysazNjjvW2L9OkSSHzvoD1oA, k=BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61m164i3MrAIxHF6YK5h4SDYic-dRuU_RCPCfA5aq9ojSwk5Y2EmClBPs';
  expect(readHeader(example)).toEqual({
    header: { typ: 'JWT', alg: 'ES256' },
    claims: { aud: 'https://push.example.net', exp: 1453523768, sub: 'mailto:push@example.com' },
    isSigned: true,
  });
  expect(readHeader(example.replace('.i3CY', '.j3CY')).isSigned).toBe(false);
});

test('what is signed says for whom and until when, and its key fits', () => {
  const vapid = vapidOf(secret());
  const claims = { audience: 'https://push.example', expires: 1_800_000_000 };
  const read = readHeader(vapidHeader(vapid, { ...claims, contact: 'https://tasks.example' }));
  expect(read).toEqual({
    header: { typ: 'JWT', alg: 'ES256' },
    claims: { aud: 'https://push.example', exp: 1_800_000_000, sub: 'https://tasks.example' },
    isSigned: true,
  });
  expect(readHeader(vapidHeader(vapid, { ...claims, contact: null })).claims).toEqual({
    aud: 'https://push.example',
    exp: 1_800_000_000,
  });
});

test('a secret has one key, and another secret another', () => {
  const [one, two] = [secret(), secret()];
  expect(vapidOf(one).publicKey).toBe(vapidOf(one).publicKey);
  expect(vapidOf(one).publicKey).not.toBe(vapidOf(two).publicKey);
  for (let round = 0; round < 50; round += 1)
    expect(isPoint(Buffer.from(vapidOf(secret()).publicKey, 'base64url'))).toBe(true);
});

test('the key of a secret never changes: browsers are subscribed for it', () => {
  const { publicKey, privateKey } = vapidOf({ auth: 'A'.repeat(43) });
  expect(privateKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });
  expect(publicKey).toMatchInlineSnapshot(
    `"BBI3oaKalpkMIXzepeAg4I0GR8TcUpSWkS1i3cEP99zMiJ2Te1Ut-19x1qYHdNuZmElhSGB_WayQxA-7rJk1ewE"`,
  );
});

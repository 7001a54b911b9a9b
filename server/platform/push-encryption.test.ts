import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openBrowser } from '../push/testing/receiver.ts';
import { encryptPush, isPoint, longestMessage } from './push-encryption.ts';

const bytes = (text: string) => Buffer.from(text, 'base64url');
const receiverOf = ({ keys }: ReturnType<typeof openBrowser>) => ({
  p256dh: bytes(keys.p256dh),
  auth: bytes(keys.auth),
});

/** RFC 8291, appendix A. */
const example = {
  message: 'When I grow up, I want to be a watermelon',
  auth: bytes('BTBZMqHH6r4Tts7J_aSIgg'),
  receiver: bytes('q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94'),
  sender: bytes('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw'),
  salt: bytes('DGv6ra1nlYgDCS1FRnbzlw'),
  body: 'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
};

test('a message is encrypted as the example of RFC 8291 has it', () => {
  const browser = openBrowser(example.receiver, example.auth);
  const { salt, sender: secret } = example;
  const sent = encryptPush(Buffer.from(example.message), receiverOf(browser), { salt, secret });
  expect(sent.toString('base64url')).toBe(example.body);
  expect(browser.open(sent)).toBe(example.message);
});

test('any message comes out as it went in, and no two look alike', () => {
  const browser = openBrowser();
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 600 }), (text) => {
      const message = Buffer.from(text);
      fc.pre(message.length <= longestMessage);
      const [one, two] = [
        encryptPush(message, receiverOf(browser)),
        encryptPush(message, receiverOf(browser)),
      ];
      expect([browser.open(one), browser.open(two)]).toEqual([text, text]);
      expect(one.equals(two)).toBe(false);
    }),
  );
});

test('nobody else reads it, and what was changed is refused', () => {
  const browser = openBrowser();
  const sent = encryptPush(Buffer.from('Water the plants'), receiverOf(browser));
  expect(() => openBrowser().open(sent)).toThrow(/auth/i);
  sent[sent.length - 1] = (sent.at(-1) ?? 0) ^ 1;
  expect(() => browser.open(sent)).toThrow(/auth/i);
});

test('the longest message fits into what a push service takes, and a longer one is refused', () => {
  const browser = openBrowser();
  const most = Buffer.alloc(longestMessage, 'x');
  expect(encryptPush(most, receiverOf(browser))).toHaveLength(4096);
  expect(() => encryptPush(Buffer.alloc(longestMessage + 1), receiverOf(browser))).toThrow(
    RangeError,
  );
});

test('a point is one that lies on the curve', () => {
  const point = bytes(openBrowser().keys.p256dh);
  expect(isPoint(point)).toBe(true);
  const beside = Buffer.from(point);
  beside[64] = (beside[64] ?? 0) ^ 1;
  for (const wrong of [beside, point.subarray(0, 64), Buffer.alloc(65), randomBytes(33)])
    expect(isPoint(wrong)).toBe(false);
});

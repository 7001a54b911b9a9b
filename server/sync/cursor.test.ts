import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { WorkspaceId } from '../domain/ids.ts';
import { longestCursor } from '../domain/limits.ts';
import { uuidv7 } from '../domain/uuid.ts';
import { decodePositions, encodePositions } from './cursor.ts';
import type { Position, Positions } from './cursor.ts';

const epoch = `00000001 ${uuidv7(0, new Uint8Array(10))}`;
const idAt = (n: number) => uuidv7<WorkspaceId>(1_700_000_000_000 + n, new Uint8Array(10));
/** Somebody in so many workspaces, each of so many writes. */
const inMany = (count: number, seq: number): Positions =>
  new Map(Array.from({ length: count }, (_, n) => [idAt(n), { epoch, seq }]));

const position = fc.record<Position>({
  epoch: fc.oneof(fc.constantFrom(epoch, ''), fc.string({ unit: 'grapheme', maxLength: 60 })),
  seq: fc.oneof(fc.nat(300), fc.maxSafeNat()),
});
const positions = fc
  .array(fc.tuple(fc.uuid({ version: [4, 7] }) as fc.Arbitrary<WorkspaceId>, position), {
    maxLength: 30,
  })
  .map((entries): Positions => new Map(entries));

const refusal = {
  code: 'BAD_REQUEST',
  issues: [{ path: ['cursor'], message: expect.any(String) as string }],
};

/** Holds that a text is read as positions whose text it is, or refused as no cursor. */
function readsOrRefuses(text: string): void {
  try {
    expect(encodePositions(decodePositions(text))).toBe(text);
  } catch (error) {
    expect(error).toMatchObject(refusal);
  }
}

describe('a cursor', () => {
  test('is read as what was written', () => {
    fc.assert(
      fc.property(positions, (all) => {
        expect(new Map(decodePositions(encodePositions(all)))).toEqual(all);
      }),
    );
  });

  test('that was cut or changed anywhere, or is none at all, is refused or another, and nothing else', () => {
    const place = fc.nat(500);
    fc.assert(
      fc.property(positions, place, fc.string({ maxLength: 3 }), (all, at, put) => {
        const text = encodePositions(all);
        const from = at % (text.length + 1);
        readsOrRefuses(text.slice(0, from));
        readsOrRefuses(text.slice(0, from) + put + text.slice(from));
        readsOrRefuses(text.slice(0, from) + put + text.slice(from + put.length));
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => readsOrRefuses(textOf(...bytes))),
    );
    fc.assert(fc.property(fc.string({ maxLength: 200 }), readsOrRefuses));
  });

  test.each([
    ['nothing', ''],
    ['the form before this one', textOf(...Buffer.from(JSON.stringify([[idAt(1), epoch, 5]])))],
    ['another form', textOf(2)],
    ['a count that never ends', textOf(1, 0, ...Array.from({ length: 9 }, () => 255), 1)],
    ['a number in more bytes than it takes', textOf(1, 0, 0x81, 0, ...Buffer.alloc(17))],
    ['a workspace that is named twice', textOf(1, 0, 2, ...idBytes(), 1, ...idBytes(), 2)],
    ['letters besides', `${encodePositions(inMany(2, 1))}!`],
  ])('is none: %s', (_, text) => {
    expect(() => decodePositions(text)).toThrow(expect.objectContaining(refusal));
  });

  test('holds a thousand workspaces in a header', () => {
    expect(encodePositions(inMany(1000, 16_000)).length).toBeLessThan(24_200);
    const busy = inMany(1000, 2_000_000);
    expect(encodePositions(busy).length).toBeLessThanOrEqual(longestCursor);
    expect(decodePositions(encodePositions(busy)).size).toBe(1000);
  });

  test('of more than it has room for leaves out the last, and is never longer', () => {
    const many = inMany(1500, 2_000_000);
    const text = encodePositions(many);
    expect(text.length).toBeLessThanOrEqual(longestCursor);
    const kept = [...decodePositions(text).keys()];
    expect(kept.length).toBeGreaterThan(1000);
    expect(kept).toEqual([...many.keys()].slice(0, kept.length));
  });
});

function textOf(...bytes: number[]): string {
  return Buffer.from(bytes).toString('base64url');
}

function idBytes(): Buffer {
  return Buffer.from(idAt(1).replaceAll('-', ''), 'hex');
}

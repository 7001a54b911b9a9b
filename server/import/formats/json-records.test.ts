import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CairnError } from '../../platform/errors.ts';
import { bytesSource, textSource } from '../testing/reading.ts';
import type { JsonRecord, Rule } from './json-builder.ts';
import { jsonRecords } from './json-records.ts';
import { limits } from './limits.ts';
import type { Source } from './source.ts';

const whole: Rule = { depth: 0, at: () => 'record' };

async function records(source: Source, rule: Rule = whole): Promise<JsonRecord[]> {
  const found: JsonRecord[] = [];
  for await (const record of jsonRecords(source.open(), rule)) found.push(record);
  return found;
}

async function refusal(text: string | Uint8Array): Promise<string> {
  try {
    await records(typeof text === 'string' ? textSource(text) : bytesSource(text));
  } catch (error) {
    if (error instanceof CairnError)
      return `${error.code} ${error.message} ${error.issues?.[0]?.path.join('.')}`;
    throw error;
  }
  return 'none';
}

describe('reading JSON as a stream', () => {
  test('gives what JSON.parse gives, wherever the pieces are cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), fc.array(fc.nat(200)), async (text, cuts) => {
        // Left out on purpose; see the last test.
        fc.pre(!text.includes('__proto__'));
        const parsed = JSON.parse(text) as unknown;
        const found = await records(textSource(text, cuts));
        expect(found.map((record) => record.value)).toEqual([parsed]);
      }),
      { numRuns: 300 },
    );
  });

  test('refuses every text that JSON.parse refuses', async () => {
    const edits = fc.tuple(
      fc.json(),
      fc.nat(60),
      fc.constantFrom('', ',', ':', '}', ']', '{', '[', '"', '\\', 'x', '-'),
    );
    await fc.assert(
      fc.asyncProperty(edits, async ([text, at, sign]) => {
        const broken = text.slice(0, at) + sign + text.slice(at + 1);
        if (parses(broken)) return;
        const found = await records(textSource(broken)).catch((error: unknown) => error);
        // Several values after each other are no JSON text, but are read.
        if (Array.isArray(found)) expect(found.length).toBeGreaterThan(1);
        else expect(found).toBeInstanceOf(CairnError);
      }),
      { numRuns: 500 },
    );
  });

  test('names what is wrong and where', async () => {
    expect(await refusal('')).toBe('BAD_REQUEST The file is empty. uploadId');
    expect(await refusal(' \n ')).toContain('empty');
    expect(await refusal('{"a": nope}')).toContain('not JSON: it breaks at byte 7');
    expect(await refusal('{"a" 1}')).toContain('a value at byte 5 has no place there');
    expect(await refusal('[1,]')).toContain('] at byte 3');
    expect(await refusal('{"a": [1, 2')).toContain('cut off');
    expect(await refusal('{"a": "text')).toContain('cut off');
    expect(await refusal('[1, 2]]')).toContain('not JSON');
    expect(await refusal('<html></html>')).toContain('byte 0');
    expect(await refusal('['.repeat(limits.depth + 1))).toContain('nested too deeply');
    expect(await refusal(new Uint8Array([0x22, 0xc3, 0x28, 0x22]))).toContain('not UTF-8');
    expect(await refusal(`"${'x'.repeat(limits.string + 1)}"`)).toContain(
      'PAYLOAD_TOO_LARGE A text at byte 0',
    );
  });

  test('refuses a text that never ends before it is in memory', async () => {
    const endless: Source = {
      async *open() {
        yield new TextEncoder().encode('["');
        const piece = new TextEncoder().encode('x'.repeat(65_536));
        for (let sent = 0; sent < 50_000_000; sent += piece.length) yield piece;
        throw new Error('read to the end');
      },
    };
    await expect(records(endless)).rejects.toThrow(/longer than/);
  });

  test('refuses one entry that is too large, but not many that are small', async () => {
    const rule: Rule = { depth: 1, at: (path) => (path.length === 0 ? 'enter' : 'record') };
    const text = 'x'.repeat(limits.string);
    const large = `[[${Array.from({ length: 9 }, () => `"${text}"`).join(',')}]]`;
    await expect(records(textSource(large), rule)).rejects.toThrow(/too large/);
    const many = `[${Array.from({ length: 20 }, () => `["${text}"]`).join(',')}]`;
    expect(await records(textSource(many), rule)).toHaveLength(20);
  });

  test('leaves out what is skipped or entered, and hands out records inside records', async () => {
    const rule: Rule = {
      depth: 2,
      at(path) {
        if (path[0] === 'inner') return path.length === 1 ? 'enter' : 'record';
        return path[0] === 'secret' ? 'skip' : path.length === 0 ? 'record' : 'part';
      },
    };
    const found = await records(
      textSource('{"a":{"b":[1]},"inner":[{"x":1},2],"secret":{"y":[{}]},"c":null}'),
      rule,
    );
    expect(found).toEqual([
      { path: ['inner', 0], value: { x: 1 }, document: 0, around: false },
      { path: ['inner', 1], value: 2, document: 0, around: false },
      { path: [], value: { a: { b: [1] }, c: null }, document: 0, around: true },
    ]);
  });

  test('reads values after each other, a byte order mark, and UTF-16', async () => {
    expect(
      (await records(textSource('{"a":1}\n{"a":2}[3]'))).map((record) => [
        record.document,
        record.value,
      ]),
    ).toEqual([
      [0, { a: 1 }],
      [1, { a: 2 }],
      [2, [3]],
    ]);
    expect((await records(textSource('\uFEFF["é"]'))).map((record) => record.value)).toEqual([
      ['é'],
    ]);
    const utf16 = Buffer.from('\uFEFF["é", "😀"]', 'utf16le');
    expect((await records(bytesSource(utf16, [1, 3, 14]))).map((record) => record.value)).toEqual([
      ['é', '😀'],
    ]);
  });

  test('a key named __proto__ changes no prototype', async () => {
    const [found] = await records(textSource('{"__proto__":{"polluted":true},"a":1}'));
    expect(found?.value).toEqual({ a: 1 });
    expect(Object.getPrototypeOf(found?.value)).toBe(Object.prototype);
  });
});

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { scanArchive, verifyArchive } from './archive-reader.ts';
import { createArchiveWriter } from './archive-writer.ts';
import { archiveFormat, fileEntry, tableEntry } from './manifest.ts';
import type { Manifest } from './manifest.ts';

let folder: string;
const at = (name: string) => join(folder, name);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cairn-archive-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const head = {
  application: 'cairn' as const,
  format: archiveFormat,
  appVersion: '1.2.3',
  createdAt: '2026-01-02T03:04:05.678Z',
  postgres: '18.4',
  schema: { index: 0, tag: '0000_first', hash: sha256('first'), when: 1 },
};
const pieces = ['1\tone\n', '2\ttwo\n3\tthree\n'];
const manifest: Manifest = {
  ...head,
  tables: [
    { name: 'empty', columns: ['id'], rows: 0, bytes: 0, sha256: sha256('') },
    { name: 'words', columns: ['id', 'word'], rows: 3, bytes: 20, sha256: sha256(pieces.join('')) },
  ],
  skippedTables: [],
  sequences: [{ name: 'words_id', next: '4' }],
  files: [{ path: 'a/b', bytes: 4, sha256: sha256('file') }],
};

type Entries = [name: string, content: string][];
const good: Entries = [
  ['head.json', JSON.stringify(head)],
  [tableEntry('words', 0), pieces[0] ?? ''],
  [tableEntry('words', 1), pieces[1] ?? ''],
  [fileEntry('a/b'), 'file'],
  ['manifest.json', JSON.stringify(manifest)],
];

async function write(entries: Entries, name = 'a.cairn'): Promise<string> {
  const writer = await createArchiveWriter(at(name), true);
  for (const [entry, content] of entries) await writer.add(entry, Buffer.from(content));
  await writer.finish();
  return at(name);
}

const changed = (change: Partial<Manifest>): Entries => [
  ...good.slice(0, -1),
  ['manifest.json', JSON.stringify({ ...manifest, ...change })],
];

test('reads what was written, piece by piece', async () => {
  const file = await write(good);
  const seen: string[] = [];
  const read = await scanArchive(file, {
    head: ({ appVersion }) => void seen.push(appVersion),
    tablePiece: async (table, rows) => void seen.push(`${table}: ${rows.toString()}`),
    file: async (path, body) => {
      for await (const chunk of body) seen.push(`${path}: ${chunk.toString()}`);
    },
  });
  expect(read).toEqual(manifest);
  expect(seen).toEqual(['1.2.3', `words: ${pieces[0]}`, `words: ${pieces[1]}`, 'a/b: file']);
});

test('a file that its visitor does not read is proved all the same', async () => {
  const file = await write(good);
  expect(await scanArchive(file, { file: async () => undefined })).toEqual(manifest);
});

test('one flipped bit anywhere is seen, or changes nothing', async () => {
  const whole = await readFile(await write(good));
  /** Of gzip's own header: time, extra flags, operating system. */
  const inert = (byte: number) => byte >= 4 && byte <= 9;
  let refused = 0;
  for (let byte = 0; byte < whole.length; byte += 1) {
    const flipped = Buffer.from(whole);
    flipped[byte] = (flipped[byte] ?? 0) ^ (1 << (byte % 8));
    await writeFile(at('flipped'), flipped);
    const result = await verifyArchive(at('flipped')).catch((error: unknown) => error);
    if (inert(byte)) expect(result).toEqual(manifest);
    else if (!(result instanceof Error)) expect(result, `byte ${byte}`).toEqual(manifest);
    else expect(result, `byte ${byte}`).toMatchObject({ name: 'ArchiveError' });
    if (result instanceof Error) refused += 1;
  }
  /** Deflate can say the same run of zeros in two ways, so a few flips are none. */
  expect(refused / whole.length).toBeGreaterThan(0.95);
});

test('every shorter file is refused', async () => {
  const whole = await readFile(await write(good));
  for (let length = 0; length < whole.length; length += 1) {
    await writeFile(at('cut'), whole.subarray(0, length));
    await expect(verifyArchive(at('cut')), `${length} bytes`).rejects.toMatchObject({
      name: 'ArchiveError',
    });
  }
});

describe('an archive whole in itself is refused when', () => {
  const cases: [string, Entries, string][] = [
    ['it is of something else', [['readme.txt', 'hello']], 'NOT_CAIRN'],
    [
      'its format is newer',
      [['head.json', JSON.stringify({ ...head, format: archiveFormat + 1 })]],
      'FORMAT_NEWER',
    ],
    ['it has no manifest', good.slice(0, -1), 'CORRUPT'],
    ['something follows the manifest', [...good, [fileEntry('c'), '']], 'CORRUPT'],
    ['a piece is missing', good.filter((_, index) => index !== 1), 'CORRUPT'],
    ['pieces are swapped', [0, 2, 1, 3, 4].map((index) => good[index] ?? ['', '']), 'CORRUPT'],
    ['a file is missing', good.filter((_, index) => index !== 3), 'CORRUPT'],
    ['a file is not in the manifest', changed({ files: [] }), 'CORRUPT'],
    ['a table is not in the manifest', changed({ tables: manifest.tables.slice(0, 1) }), 'CORRUPT'],
    [
      'a count is wrong',
      changed({ tables: manifest.tables.map((t) => ({ ...t, rows: t.rows && 2 })) }),
      'CORRUPT',
    ],
    [
      'a checksum is wrong',
      changed({ files: [{ path: 'a/b', bytes: 4, sha256: sha256('eile') }] }),
      'CORRUPT',
    ],
    [
      'a table is listed twice',
      changed({ tables: [...manifest.tables, ...manifest.tables] }),
      'CORRUPT',
    ],
    ['a path leaves the folder', good.with(3, ['files/../../b', 'file']), 'CORRUPT'],
    ['a path is absolute', good.with(3, ['files//etc/b', 'file']), 'CORRUPT'],
    ['the manifest is not JSON', good.with(4, ['manifest.json', '{']), 'CORRUPT'],
  ];
  test.each(cases)('%s', async (_name, entries, code) => {
    await expect(verifyArchive(await write(entries))).rejects.toMatchObject({ code });
  });
});

test('a missing file, a folder, a plain text say what they are', async () => {
  await expect(verifyArchive(at('none'))).rejects.toMatchObject({ code: 'UNREADABLE' });
  await expect(verifyArchive(folder)).rejects.toMatchObject({ code: 'UNREADABLE' });
  await writeFile(at('text'), 'not a gzip');
  await expect(verifyArchive(at('text'))).rejects.toMatchObject({ code: 'NOT_CAIRN' });
});

test('a writer that is given up, or cannot write, leaves nothing', async () => {
  const writer = await createArchiveWriter(at('a.cairn'), false);
  await writer.add('head.json', Buffer.alloc(100_000));
  await writer.abort();
  const late = await createArchiveWriter(at('b.cairn'), false);
  await writeFile(at('b.cairn'), 'mine');
  await expect(late.finish()).rejects.toMatchObject({ code: 'EXISTS' });
  await late.abort();
  expect(await readFile(at('b.cairn'), 'utf8')).toBe('mine');
  expect(await readdir(folder)).toEqual(['b.cairn']);
});

test('a file that shrinks while it is read fails the archive', async () => {
  const writer = await createArchiveWriter(at('a.cairn'), false);
  const short = (async function* () {
    yield Buffer.from('abc');
  })();
  await expect(writer.addStream('files/a', 10, short)).rejects.toThrow();
  await writer.abort();
  expect(await readdir(folder)).toEqual([]);
});

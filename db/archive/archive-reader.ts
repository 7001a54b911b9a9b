import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import type * as z from 'zod';
import { ArchiveError } from './archive-error.ts';
import { createTally } from './archive-tally.ts';
import { archiveFormat, archiveHead, archiveManifest, readEntryName } from './manifest.ts';
import type { ArchiveHead, Manifest } from './manifest.ts';

/** Called in the archive's order; each is awaited, so a slow visitor slows the reading. */
export type ArchiveVisitor = {
  head?(head: ArchiveHead): Promise<void> | void;
  /** A piece of one table's rows; the pieces of a table follow each other. */
  tablePiece?(table: string, rows: Buffer): Promise<void>;
  /** A file's bytes; must be read to their end. */
  file?(path: string, body: AsyncIterable<Buffer>): Promise<void>;
};

/** Beyond this the head or manifest is not one that we wrote. */
const documentLimit = 256 * 1024 * 1024;

/**
 * Reads the whole archive and proves it: order, sizes, counts and checksums against the manifest.
 * Visitors see bytes before they are proved; whoever acts on them must be able to take it back.
 * Throws `UNREADABLE`, `NOT_CAIRN`, `FORMAT_NEWER` or `CORRUPT`.
 */
export async function scanArchive(file: string, visitor: ArchiveVisitor = {}): Promise<Manifest> {
  const found = createTally();
  let head: ArchiveHead | null = null;
  let manifest: Manifest | null = null;
  for await (const { name, body } of readEntries(file)) {
    const entry = readEntryName(name);
    if (!head && entry?.kind !== 'head') throw notCairn(file);
    if (!entry || manifest || (head && entry.kind === 'head')) {
      throw corrupt(file, `unexpected entry ${name}`);
    }
    if (entry.kind === 'head') {
      head = parseHead(file, await readDocument(file, body));
      await visitor.head?.(head);
    } else if (entry.kind === 'manifest') {
      manifest = parseDocument(file, archiveManifest, await readDocument(file, body));
    } else if (entry.kind === 'table') {
      if (!found.nextPiece(entry.name, entry.piece)) throw corrupt(file, `${name} out of order`);
      for await (const chunk of body) {
        found.add(`table ${entry.name}`, chunk);
        await visitor.tablePiece?.(entry.name, chunk);
      }
    } else {
      const tallied = found.through(`file ${entry.path}`, body);
      if (visitor.file) await visitor.file(entry.path, tallied);
      for await (const rest of tallied) void rest;
    }
  }
  if (!manifest) throw corrupt(file, 'it ends too early');
  const wrong = found.difference(manifest);
  if (wrong) throw corrupt(file, wrong);
  return manifest;
}

/** Proves a whole archive without acting on it, and answers its manifest. Errors as `scanArchive`. */
export function verifyArchive(file: string): Promise<Manifest> {
  return scanArchive(file);
}

type Entry = { name: string; body: AsyncIterable<Buffer> };

async function* readEntries(file: string): AsyncGenerator<Entry> {
  const entries = extract();
  let failure: unknown = null;
  const reading = pipeline(createReadStream(file), createGunzip(), entries).catch(
    (error: unknown) => {
      failure = error;
    },
  );
  const explain = async (error: unknown) => {
    entries.destroy();
    await reading;
    const reason = failure ?? error;
    if (isFileError(reason)) {
      const why = troubles[reason.code ?? ''] ?? `can't be read (${reason.code})`;
      return new ArchiveError('UNREADABLE', `${file} ${why}`, reason);
    }
    const said = reason instanceof Error ? reason.message : String(reason);
    return said === 'incorrect header check' ? notCairn(file) : corrupt(file, said, reason);
  };
  const iterator = entries[Symbol.asyncIterator]();
  try {
    for (;;) {
      let next;
      try {
        next = await iterator.next();
      } catch (error) {
        throw await explain(error);
      }
      if (next.done) break;
      const entry = next.value;
      if (entry.header.type !== 'file')
        throw corrupt(file, `unexpected entry ${entry.header.name}`);
      const body = guard(entry as AsyncIterable<Buffer>, explain);
      yield { name: entry.header.name, body };
    }
    await reading;
    if (failure) throw await explain(failure);
  } finally {
    entries.destroy();
    await reading;
  }
}

const troubles: Record<string, string> = {
  ENOENT: 'does not exist',
  EISDIR: 'is a folder',
  EACCES: 'may not be read by this user',
};

/** Gives the reason of a broken stream instead of what the tar parser makes of it. */
async function* guard(
  body: AsyncIterable<Buffer>,
  explain: (error: unknown) => Promise<ArchiveError>,
): AsyncGenerator<Buffer> {
  const iterator = body[Symbol.asyncIterator]();
  for (;;) {
    let next;
    try {
      next = await iterator.next();
    } catch (error) {
      throw await explain(error);
    }
    if (next.done) return;
    yield next.value;
  }
}

async function readDocument(file: string, body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > documentLimit) throw corrupt(file, 'its manifest is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseHead(file: string, text: string): ArchiveHead {
  const head = parseDocument(file, archiveHead, text);
  if (head.format > archiveFormat) {
    throw new ArchiveError(
      'FORMAT_NEWER',
      `${file} was written by Cairn ${head.appVersion}, in a format that this version can't read; update first`,
    );
  }
  return head;
}

function parseDocument<T>(file: string, schema: z.ZodType<T>, text: string): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    throw corrupt(file, 'its manifest makes no sense', error);
  }
}

function notCairn(file: string): ArchiveError {
  return new ArchiveError('NOT_CAIRN', `${file} is not a backup made by Cairn`);
}

function corrupt(file: string, what: string, cause?: unknown): ArchiveError {
  return new ArchiveError('CORRUPT', `${file} is damaged: ${what}`, cause);
}

function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}

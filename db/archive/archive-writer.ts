import { createWriteStream } from 'node:fs';
import { access, link, mkdir, open, rename, rm } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { basename, dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack } from 'tar-stream';
import { ArchiveError } from './archive-error.ts';

export type ArchiveWriter = {
  /** Adds a whole entry. Resolves when the compressor has taken it, so memory stays bounded. */
  add(name: string, content: Buffer): Promise<void>;
  /** Adds an entry of exactly `size` bytes from a stream. */
  addStream(name: string, size: number, content: AsyncIterable<Buffer>): Promise<void>;
  /** Makes the file durable under its name. */
  finish(): Promise<void>;
  /** Leaves nothing behind; safe after any failure. */
  abort(): Promise<void>;
};

/**
 * A gzip'd tar that appears under `file` only when it is complete, with mode 600.
 * Throws `EXISTS` when the name is taken and `overwrite` is not set, `UNWRITABLE` when the disk will not have it.
 */
export async function createArchiveWriter(
  file: string,
  overwrite: boolean,
): Promise<ArchiveWriter> {
  const target = resolve(file);
  const temporary = join(
    dirname(target),
    `.${basename(target)}.${randomBytes(6).toString('hex')}.partial`,
  );
  if (!overwrite && (await exists(target))) throw taken(target);
  await mkdir(dirname(target), { recursive: true }).catch((error: Error) => {
    throw explainDisk(error, target);
  });

  const tar = pack();
  const output = createWriteStream(temporary, { flags: 'wx', mode: 0o600, flush: true });
  const written: Promise<Error | null> = pipeline(tar, createGzip(), output).then(
    () => null,
    (error: Error) => explainDisk(error, target),
  );

  /** The disk's error is the reason; the tar's own "stream destroyed" only follows from it. */
  async function settle(entry: Promise<void>): Promise<void> {
    try {
      await entry;
    } catch (error) {
      const soon = new Promise<null>((done) => setImmediate(() => done(null)));
      throw (await Promise.race([written, soon])) ?? error;
    }
  }

  return {
    add: (name, content) =>
      settle(
        new Promise((done, fail) => {
          tar.entry({ name, mode: 0o600 }, content, (error) => (error ? fail(error) : done()));
        }),
      ),
    addStream: (name, size, content) =>
      settle(
        new Promise((done, fail) => {
          const entry = tar.entry({ name, size, mode: 0o600 }, (error) =>
            error ? fail(error) : done(),
          );
          pipeline(content, entry).catch(fail);
        }),
      ),
    async finish() {
      tar.finalize();
      const failure = await written;
      if (failure) throw failure;
      await place(temporary, target, overwrite);
    },
    async abort() {
      tar.destroy();
      await written;
      await rm(temporary, { force: true });
    },
  };
}

/** `link` fails on a taken name where `rename` would replace it; some file systems have no links. */
async function place(temporary: string, target: string, overwrite: boolean): Promise<void> {
  if (overwrite) {
    await rename(temporary, target);
  } else {
    try {
      await link(temporary, target);
      await rm(temporary);
    } catch (error) {
      if (codeOf(error) === 'EEXIST') throw taken(target);
      await rename(temporary, target);
    }
  }
  const folder = await open(dirname(target), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** What the disk says, with what to do about it; other errors stay as they are. */
function explainDisk(error: Error, file: string): Error {
  const why = troubles[String(codeOf(error))];
  return why ? new ArchiveError('UNWRITABLE', `${file} cannot be written: ${why}`, error) : error;
}

const elsewhere = 'or name a file elsewhere';
const troubles: Record<string, string> = {
  ENOSPC: `its disk is full: free some space, ${elsewhere}`,
  EDQUOT: `its disk's quota is used up: free some space, ${elsewhere}`,
  EACCES: `this user may not: change the folder's rights, ${elsewhere}`,
  EPERM: `this user may not: change the folder's rights, ${elsewhere}`,
  EROFS: `its disk is read-only: mount it writable, ${elsewhere}`,
  ENOTDIR: 'its path goes through a file: name a path of folders',
  EEXIST: 'its path goes through a file: name a path of folders',
};

function taken(target: string): ArchiveError {
  return new ArchiveError('EXISTS', `${target} exists already; --force replaces it`);
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return false;
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

import { readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join, relative, sep } from 'node:path';
import type { Duplex } from 'node:stream';
import next from 'next';
import { locales } from '../domain/enums.ts';
import { readScriptHashes } from './csp.ts';
import type { ScriptHashes } from './csp.ts';
import { readWorkerScript } from './worker-script.ts';

type PageHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** The pages' side of this process, as the gate sees it. */
export type Site = {
  handle: PageHandler;
  /** The development server's socket; null in a production build, where every upgrade is refused. */
  upgrade: ((request: IncomingMessage, socket: Duplex, head: Buffer) => void) | null;
  hashes: ScriptHashes;
  /** Paths of files that anyone may fetch. */
  files: ReadonlySet<string>;
  /** The text of `/sw.js`; null while developing, where no page asks for it. */
  worker: string | null;
  dev: boolean;
  close(): Promise<void>;
};

/** Icons and manifests that Next builds from files in `app/`. */
const metadataFiles = [
  '/favicon.ico',
  '/icon.svg',
  '/icon.png',
  '/apple-icon.png',
  ...locales.map((locale) => `/${locale}/manifest`),
  '/robots.txt',
];

/** Loads Next into this process. @param dir the folder that holds `app/` and, built, `.next/` */
export async function loadSite(dir: string, dev: boolean): Promise<Site> {
  // Next hangs its own upgrade listener on the server it is told of, past the gate: it gets one that never listens.
  const shadow = createServer();
  const app = next({ dir, dev, httpServer: shadow, quiet: !dev });
  await app.prepare();
  const handle = app.getRequestHandler();
  return {
    handle: async (request, response) => {
      await handle(request, response);
    },
    upgrade: dev ? (...asked) => void shadow.emit('upgrade', ...asked) : null,
    hashes: dev ? new Map() : await readScriptHashes(dir),
    files: new Set([...metadataFiles, ...(await publicFiles(join(dir, 'public')))]),
    worker: dev ? null : await readWorkerScript(dir),
    dev,
    close: () => app.close(),
  };
}

async function publicFiles(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map(
        (entry) => `/${relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')}`,
      );
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

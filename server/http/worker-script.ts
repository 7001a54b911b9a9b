import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { locales } from '../domain/enums.ts';
import { shellPath } from './pages.ts';
import { pushWorker } from './push-worker.ts';
import { serviceWorker } from './service-worker.ts';
import type { BuildFacts } from './service-worker.ts';

/** What `/sw.js` says: the worker's own text, and what it keeps of a build. @param dir the folder that holds `.next` */
export async function readWorkerScript(dir: string): Promise<string> {
  return workerScript(await readFacts(dir));
}

/** The script of a worker that knows these facts. */
export function workerScript(facts: BuildFacts): string {
  const { shell } = facts;
  return `(${String(serviceWorker)})(self, ${JSON.stringify(facts)});
(${String(pushWorker)})(self, ${JSON.stringify({ shell })});
`;
}

async function readFacts(dir: string): Promise<BuildFacts> {
  const built = join(dir, '.next');
  const id = (await readFile(join(built, 'BUILD_ID'), 'utf8')).trim();
  const names = await Promise.all(['chunks', 'media'].map((part) => filesIn(built, part)));
  const assets = names.flat().toSorted();
  const hash = createHash('sha256')
    .update(String(serviceWorker) + String(pushWorker))
    .update(assets.join('\n'));
  for (const locale of locales) {
    const html = await readFile(join(built, 'server/app', `${locale}.html`), 'utf8');
    // Machines that built the same sources are of one version.
    hash.update(html.replaceAll(id, ''));
  }
  const version = hash.digest('hex').slice(0, 16);
  return { version, assets, shell: shellPath.source, locales };
}

async function filesIn(built: string, part: string): Promise<string[]> {
  const entries = await readdir(join(built, 'static', part), {
    recursive: true,
    withFileTypes: true,
  });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(built, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .map((path) => `/_next/${path}`);
}

import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';
import { npmStart } from './npm-start.ts';
import { rounded } from './result.ts';
import type { Figure } from './result.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));

/** From a fresh clone to the first page: install with an empty npm cache, build, database, all by `npm start`. */
export async function fresh(): Promise<Figure[]> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'cairn-fresh-'));
  await chmod(folder, 0o755);
  try {
    const clone = path.join(folder, 'cairn');
    await run('git', ['clone', '--quiet', root, clone]);
    const from = performance.now();
    const cairn = await npmStart(clone, { npm_config_cache: path.join(folder, 'npm') });
    try {
      const page = await fetch(`${cairn.url}/sign-in`, { headers: { accept: 'text/html' } });
      const seconds = (performance.now() - from) / 1000;
      if (!page.ok) throw new Error(`no first page from ${clone}`);
      return [
        {
          name: 'fresh clone to first page',
          value: rounded(seconds),
          unit: 's',
          goal: '<= 180',
          note: 'install with an empty npm cache, build, database',
        },
      ];
    } finally {
      await cairn.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

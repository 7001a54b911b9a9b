import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Site } from '../http/site.ts';
import { CairnError } from '../platform/errors.ts';
import type { Env } from '../platform/env.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The pages; null where none are built and this is no production: then only programs are served. */
export async function openSite(env: Env): Promise<Site | null> {
  const built = existsSync(path.join(root, '.next/BUILD_ID'));
  if (!built && env.production) {
    throw new CairnError('SERVICE_UNAVAILABLE', 'The pages are not built: run "npm run build".');
  }
  if (!built && !env.development) return null;
  // Next is the heaviest import of the process; who serves no pages does not pay for it.
  const { loadSite } = await import('../http/site.ts');
  return loadSite(root, env.development);
}

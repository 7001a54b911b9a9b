import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

/** The inline scripts of each built page: Next's path, `/en/sign-in`, to `'sha256-…'` sources. */
export type ScriptHashes = ReadonlyMap<string, readonly string[]>;

const file = z.record(z.string(), z.array(z.string().regex(/^'sha256-[A-Za-z0-9+/]{43}='$/)));

/** Reads what `bin/csp-hashes.mjs` listed after the build. @param dir the folder that holds `.next` */
export async function readScriptHashes(dir: string): Promise<ScriptHashes> {
  const text = await readFile(join(dir, '.next', 'csp-hashes.json'), 'utf8');
  return new Map(Object.entries(file.parse(JSON.parse(text))));
}

const policy = (script: string, style: string, connect: string) =>
  [
    "default-src 'self'",
    `script-src ${script}`,
    `style-src ${style}`,
    "img-src 'self' data: blob:",
    `connect-src ${connect}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');

/** For answers that are no page: nothing in them may run or load anything. */
export const dataPolicy = "default-src 'none'; frame-ancestors 'none'";

/** For the service worker: it asks this server alone, and shows notifications with its icon. */
export const workerPolicy = `${dataPolicy}; connect-src 'self'; img-src 'self'`;

/** While developing, Next evaluates code and speaks to the page over a socket. */
export const devPolicy = policy(
  "'self' 'unsafe-inline' 'unsafe-eval'",
  "'self' 'unsafe-inline'",
  "'self' ws: wss:",
);

/** The policy of one built page. A page that the build did not list runs no inline script at all. */
export function pagePolicy(hashes: ScriptHashes, path: string): string {
  return policy(["'self'", ...(hashes.get(path) ?? [])].join(' '), "'self'", "'self'");
}

// Lists the hashes of each built page's inline scripts, so that the gate can allow these and no others.
// Run after `next build`, from the folder that holds `.next`, or with that folder as its argument.
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** `<script …>body</script>` without `src`: what a browser would run from the page itself. */
export function inlineScriptHashes(html) {
  const hashes = new Set();
  for (const [, attributes, body] of html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/gi)) {
    if (/\bsrc\s*=/i.test(attributes) || body === '') continue;
    hashes.add(`'sha256-${createHash('sha256').update(body, 'utf8').digest('base64')}'`);
  }
  return [...hashes].sort();
}

/** Every page under `.next/server/app`: the path that Next knows, to its hashes. */
export async function listPages(root) {
  const app = join(root, '.next', 'server', 'app');
  const pages = {};
  for (const entry of (await readdir(app, { recursive: true })).sort()) {
    if (!entry.endsWith('.html')) continue;
    const path = `/${relative(app, join(app, entry))
      .split(sep)
      .join('/')
      .replace(/\.html$/, '')}`;
    pages[path === '/index' ? '/' : path] = inlineScriptHashes(
      await readFile(join(app, entry), 'utf8'),
    );
  }
  return pages;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = process.argv[2] ?? process.cwd();
  const pages = await listPages(root);
  if (Object.keys(pages).length === 0) {
    process.stderr.write('csp-hashes: no built page was found under .next/server/app\n');
    process.exit(1);
  }
  await writeFile(join(root, '.next', 'csp-hashes.json'), `${JSON.stringify(pages, null, 2)}\n`);
}

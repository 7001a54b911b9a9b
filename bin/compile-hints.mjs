// Marks the scripts that a page names itself as such whose functions all run as it begins: Chromium then compiles them
// while they come, beside the page, where it would else do so one by one on the thread that draws.
// https://chromestatus.com/feature/5100466238652416. Run after `next build`, as `csp-hashes.mjs` is.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** Counts only as the first line. Other browsers read a comment. */
const hint = '//# allFunctionsCalledOnLoad\n';

/** The scripts of the build that a page asks for by itself, but for those of browsers without modules. */
export function scriptsOf(html) {
  return [...html.matchAll(/<script\b([^>]*)>/gi)].flatMap(([, attributes]) => {
    const [, path] = /\bsrc="\/_next\/(static\/[^"?]+\.js)/.exec(attributes) ?? [];
    return path === undefined || /\bnomodule\b/i.test(attributes) ? [] : [path];
  });
}

const lastLineOf = (text) => text.slice(text.trimEnd().lastIndexOf('\n') + 1);

/** Marks the first scripts of every built page, each once. @returns how many there are */
export async function markFirstScripts(root) {
  const app = join(root, '.next', 'server', 'app');
  const pages = (await readdir(app, { recursive: true })).filter((name) => name.endsWith('.html'));
  const texts = await Promise.all(pages.map((name) => readFile(join(app, name), 'utf8')));
  const scripts = new Set(texts.flatMap(scriptsOf));
  for (const script of scripts) {
    const path = join(root, '.next', script);
    const text = await readFile(path, 'utf8');
    // A build with maps is there to be read: a line more would move every place in it.
    if (text.startsWith(hint) || lastLineOf(text).startsWith('//# sourceMappingURL=')) continue;
    await writeFile(path, hint + text);
  }
  return scripts.size;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if ((await markFirstScripts(process.argv[2] ?? process.cwd())) === 0) {
    process.stderr.write('compile-hints: no built page names a script\n');
    process.exit(1);
  }
}

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { markFirstScripts, scriptsOf } from './compile-hints.mjs';

test('only what a page asks for itself, of the build, where modules are known', () => {
  const html = `<link rel="preload" as="script" href="/_next/static/chunks/later.js"/>
<script src="/_next/static/chunks/one.js" async=""></script><script>inline()</script>
<script async src="/_next/static/chunks/two.js?dpl=1"></script><script src="/other.js"></script>
<script src="/_next/static/chunks/old.js" noModule=""></script>`;
  expect(scriptsOf(html)).toEqual(['static/chunks/one.js', 'static/chunks/two.js']);
});

test('each first script is marked once, others and those with a map stay as they are', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'cairn-hints-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const script = (name: string) => path.join(folder, '.next/static', name);
  await mkdir(path.join(folder, '.next/server/app/en'), { recursive: true });
  await mkdir(script(''));
  await writeFile(script('first.js'), 'first()');
  await writeFile(script('later.js'), 'later()');
  await writeFile(script('mapped.js'), 'mapped()\n//# sourceMappingURL=mapped.js.map');
  const page =
    '<script src="/_next/static/first.js"></script><script src="/_next/static/mapped.js"></script>';
  await writeFile(path.join(folder, '.next/server/app/en.html'), page);
  await writeFile(path.join(folder, '.next/server/app/en/today.html'), page);
  expect(await markFirstScripts(folder)).toBe(2);
  expect(await markFirstScripts(folder)).toBe(2);
  expect(await readFile(script('first.js'), 'utf8')).toBe('//# allFunctionsCalledOnLoad\nfirst()');
  expect(await readFile(script('later.js'), 'utf8')).toBe('later()');
  expect(await readFile(script('mapped.js'), 'utf8')).toMatch(/^mapped/);
});

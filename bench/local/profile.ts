import { readFile, writeFile } from 'node:fs/promises';
import { SourceMap } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';

const build = fileURLToPath(new URL('../../.next/static/', import.meta.url));

type Frame = { functionName: string; url: string; lineNumber: number; columnNumber: number };

/** Keeps a CPU profile of what a page does meanwhile, as DevTools reads it, in a folder. */
export async function profiled(
  page: Page,
  folder: string,
  work: () => Promise<unknown>,
): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Profiler.enable');
  await devtools.send('Profiler.setSamplingInterval', { interval: 200 });
  await devtools.send('Profiler.start');
  await work();
  const { profile } = await devtools.send('Profiler.stop');
  const maps = new Map<string, SourceMap | null>();
  for (const { callFrame } of profile.nodes) await toSource(callFrame, maps);
  await writeFile(path.join(folder, 'page.cpuprofile'), JSON.stringify(profile));
}

/** Puts a place in the source in that of one in a script of the build, where the build has maps. */
async function toSource(frame: Frame, maps: Map<string, SourceMap | null>): Promise<void> {
  const [, script] = /\/_next\/static\/(.+\.js)/.exec(frame.url) ?? [];
  if (script === undefined) return;
  let map = maps.get(script);
  if (map === undefined) {
    map = await mapOf(path.join(build, script)).catch(() => null);
    maps.set(script, map);
  }
  const origin = map?.findOrigin(frame.lineNumber + 1, frame.columnNumber + 1);
  if (!origin || !('fileName' in origin)) return;
  frame.url = origin.fileName;
  frame.lineNumber = origin.lineNumber - 1;
  frame.functionName = origin.name ?? frame.functionName;
}

async function mapOf(script: string): Promise<SourceMap | null> {
  const [, name] = /\/\/# sourceMappingURL=(.+)/.exec(await readFile(script, 'utf8')) ?? [];
  if (name === undefined) return null;
  const text = await readFile(path.join(path.dirname(script), name), 'utf8');
  return new SourceMap(JSON.parse(text) as ConstructorParameters<typeof SourceMap>[0]);
}

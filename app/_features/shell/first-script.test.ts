import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const app = fileURLToPath(new URL('../..', import.meta.url));
const statics = /^(?:import|export)\s(?!type\s)(?:[^;]*?\sfrom\s)?'([.][^']+)';/gmu;

/** All of ours that comes in one script with a file: what is imported as it stands, not what is fetched later. */
function comesWith(entry: string, seen = new Set<string>()): Set<string> {
  const path = relative(app, entry);
  if (seen.has(path) || !/[.]tsx?$/u.test(entry) || !existsSync(entry)) return seen;
  seen.add(path);
  for (const [, to = ''] of readFileSync(entry, 'utf8').matchAll(statics))
    comesWith(join(dirname(entry), to), seen);
  return seen;
}

const first = (name: string) => [...comesWith(join(app, '_features', name))];
/** What makes, shows and sends changes, but for the two ways to it. */
const changes = (files: readonly string[]) =>
  files.filter(
    (path) =>
      /^_client\/(intents|effects)\/(?!late-|keep-changes)/u.test(path) ||
      /^_client\/sending\/(sync|outbox|page-outbox|delivery)[.]/u.test(path),
  );

test.each(['today', 'project', 'board'])('the first script of %s makes no changes', (view) => {
  const files = first(`shell/${view}-shell.tsx`);
  expect(files).toContain('_client/intents/late-intents.ts');
  expect(changes(files)).toEqual([]);
});

test('the watch sees what would bring them in', () => {
  expect(changes(first('command/task-acts.ts'))).toEqual(
    expect.arrayContaining(['_client/intents/close-task.ts', '_client/sending/sync.ts']),
  );
});

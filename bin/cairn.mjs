#!/usr/bin/env node
// Runs on any Node from 18 on, before anything is installed: plain JavaScript, no packages.
import { join } from 'node:path';
import { become } from './lib/command.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { projectNode } from './lib/node.mjs';
import { main, root } from './lib/root.mjs';

await main(async () => {
  await ensureInstalled();
  const { INIT_CWD, npm_lifecycle_event: script } = process.env;
  // npm goes to the project's folder first; paths are meant from where the person stands.
  if (script === 'cairn' && INIT_CWD) process.chdir(INIT_CWD);
  const env = { ...process.env };
  env.NODE_ENV ??= 'production';
  const program = join(root, 'server/boot/command-line.ts');
  await become(projectNode(), [program, ...process.argv.slice(2)], env);
});

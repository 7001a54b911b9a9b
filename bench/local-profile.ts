import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { topFunctions } from './hot/top-functions.ts';
import { keys } from './local/keys.ts';
import { profiled } from './local/profile.ts';
import { replay } from './local/replay.ts';
import { switchViews } from './local/switch-views.ts';
import { openWorld, warmPage } from './local/world.ts';

// node bench/local-profile.ts [keys | views | replay] [tasks]: where the page's CPU time goes in that scenario of `local`.
// With `productionBrowserSourceMaps: true` in next.config.js, and built anew, by the places of the source.
const [scenario = 'keys', tasks = '10000'] = process.argv.slice(2);

const folder =
  process.env['PROFILE_DIR'] ?? (await mkdtemp(path.join(os.tmpdir(), 'cairn-profile-')));
const world = await openWorld(Number(tasks));
try {
  const page = await warmPage(world, false);
  await profiled(page, folder, async () => {
    if (scenario === 'views') await switchViews(page, world.filled, { rounds: 10, goal: '' });
    else if (scenario === 'replay') await replay(page, world, 2000);
    else await keys(page, world.filled, 20);
  });
} finally {
  await world.close();
}
for (const line of await topFunctions(folder, 40)) console.log(line);
console.log(`The profile is in ${folder}`);

import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { trpcLists } from './hot/column.ts';
import { fillHot } from './hot/fill-hot.ts';
import { installTools } from './hot/install-tools.ts';
import { load } from './hot/load.ts';
import { secondPage, tasks } from './hot/open-servers.ts';
import { startRedis } from './hot/start-redis.ts';
import { topFunctions } from './hot/top-functions.ts';
import { openStage } from './stage.ts';

// node bench/hot-profile.ts [task.listHot | task.list]: where Cairn's CPU time goes while wrk loads that call.
const [call = 'task.listHot'] = process.argv.slice(2);
const seconds = 10;

await installTools({ wrk: 'wrk' });
const folder =
  process.env['PROFILE_DIR'] ?? (await mkdtemp(path.join(os.tmpdir(), 'cairn-profile-')));
await chmod(folder, 0o755);
const redis = await startRedis();
try {
  const flags = `--cpu-prof --cpu-prof-dir=${folder}`;
  const env = { REDIS_URL: redis.url };
  const stage = await openStage({ env, through: ['env', `NODE_OPTIONS=${flags}`] });
  try {
    await fillHot(stage, tasks);
    const { workspaceId, inboxId: projectId } = stage;
    // The second page is read from Postgres each time.
    const cursor = call === 'task.list' ? await secondPage(stage) : undefined;
    const list = { workspaceId, projectId, limit: tasks, cursor };
    const input = call === 'task.list' ? `?input=${encodeURIComponent(JSON.stringify(list))}` : '';
    const column = {
      name: call,
      pid: stage.instance.pid,
      url: `${stage.instance.url}/api/trpc/${call}${input}`,
      headers: { authorization: `Bearer ${stage.token}` },
      calls: 1,
      against: call,
      listsIn: trpcLists,
    };
    // A server that just began may turn calls away.
    await load(column, seconds / 2).catch(() => undefined);
    const { cpu, perSecond } = await load(column, seconds);
    console.log(
      `${call}: ${Math.round(cpu)} µs of CPU a call, ${Math.round(perSecond)} calls a second`,
    );
  } finally {
    await stage.close();
  }
  for (const line of await topFunctions(folder, 40)) console.log(line);
} finally {
  await redis.stop();
  if (!process.env['PROFILE_DIR']) await rm(folder, { recursive: true, force: true });
}

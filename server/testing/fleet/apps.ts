import { readdir, readFile } from 'node:fs/promises';
import { createHome, startInstance } from '../instance.ts';
import type { Home, Instance } from '../instance.ts';
import { steadyPort } from '../steady-port.ts';

/** Processes under one supervisor, as one machine runs them; on the same port at every start. */
export type App = {
  home: Home;
  port: number;
  url: string;
  start(): Promise<void>;
  /** Ends one of the processes that serve, without warning. */
  killWorker(): Promise<void>;
  /** Ends the supervisor and all of its processes without warning. */
  kill(): Promise<void>;
  remove(): Promise<void>;
};

/** Starts Cairn with two processes on a data folder of its own. */
export async function startApp(env: Record<string, string>): Promise<App> {
  const port = await steadyPort();
  const home = await createHome({ ...env, PORT: String(port), CAIRN_PROXIES: '127.0.0.1' });
  let instance: Instance | undefined;
  const app: App = {
    home,
    port,
    url: `http://127.0.0.1:${port}`,
    async start() {
      instance = await startInstance(home);
    },
    async killWorker() {
      const [worker] = await childrenOf(instance?.pid ?? 0);
      if (worker === undefined) throw new Error('the supervisor has no process');
      process.kill(worker, 'SIGKILL');
    },
    async kill() {
      await instance?.kill();
      instance = undefined;
    },
    async remove() {
      await app.kill();
      await home.remove();
    },
  };
  await app.start();
  return app;
}

async function childrenOf(pid: number): Promise<number[]> {
  const threads = await readdir(`/proc/${pid}/task`);
  const lists = await Promise.all(
    threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/children`, 'utf8')),
  );
  return lists.flatMap((text) => text.trim().split(' ').filter(Boolean).map(Number));
}

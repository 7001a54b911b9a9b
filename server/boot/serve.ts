import { installAuthBridge } from '../auth/install-bridge.ts';
import { listenAdmin } from '../cli/admin-socket.ts';
import { openGrpc } from '../grpc/open-grpc.ts';
import { createGate } from '../http/gate.ts';
import type { Site } from '../http/site.ts';
import { keepSweepingUploads } from '../upload/keep-sweeping-uploads.ts';
import { listen } from './listen.ts';
import { noticesOf } from './notices.ts';
import type { Instance, Opened } from './open-instance.ts';
import { openWork } from './work.ts';

export type Served = {
  url: string;
  /** What the person who started it should know, a line each. */
  notices: string[];
  /** Takes no new connections, and ends each that there is with its next answer. */
  retire: () => Promise<void>;
};

type ServeOptions = {
  site: Site | null;
  opened: Opened;
  /** One of several under a supervisor, which listens to the shell's commands and to the person. */
  supervised: boolean;
};

/** Opens the doors: to the shell's commands, then to the network. */
export async function serve(
  instance: Instance,
  { site, opened, supervised }: ServeOptions,
): Promise<Served> {
  const { runtime } = instance;
  installAuthBridge(runtime);
  if (!supervised) {
    const admin = await listenAdmin(runtime);
    opened.push(() => admin.close());
  }
  // Closed after the gate, so that no call begins another.
  await openWork(instance, opened);
  opened.push(keepSweepingUploads(runtime));
  const gate = createGate(runtime, site);
  // Under a supervisor every server of a worker shares its port with the others' by itself.
  const url = await listen(gate.server, runtime.env);
  opened.push(() => gate.drain());
  const { env } = runtime;
  const grpc = env.grpc && (await openGrpc(runtime, env.grpc));
  if (grpc) opened.push(() => grpc.drain());
  const said = supervised ? [] : await noticesOf(runtime, url);
  const notices = grpc?.notice ? [...said, grpc.notice] : said;
  const retire = async () => {
    await Promise.all([gate.drain(retireMs), grpc?.drain()]);
  };
  return { url, notices, retire };
}

/** Milliseconds in which a client that keeps its connection comes back and is told to take another. */
const retireMs = 5000;

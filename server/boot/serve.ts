import { installAuthBridge } from '../auth/install-bridge.ts';
import { setupCode } from '../auth/setup-code.ts';
import { listenAdmin } from '../cli/admin-socket.ts';
import { keepSweepingFiles } from '../files/keep-sweeping-files.ts';
import { openGrpc } from '../grpc/open-grpc.ts';
import { createGate } from '../http/gate.ts';
import type { Site } from '../http/site.ts';
import { resumeImports } from '../import/resume-imports.ts';
import { stopImports } from '../import/stop-imports.ts';
import { startMail } from '../mail/start-mail.ts';
import { stopMail } from '../mail/stop-mail.ts';
import type { Runtime } from '../platform/runtime.ts';
import { stopPurges } from '../trash/stop-purges.ts';
import { watchTrash } from '../trash/watch-trash.ts';
import { hostNotice } from './host-notice.ts';
import { listen } from './listen.ts';
import type { Opened } from './open-instance.ts';

export type Served = {
  url: string;
  /** What the person who started it should know, a line each. */
  notices: string[];
};

/** Opens the doors: to the shell's commands, then to the network. */
export async function serve(runtime: Runtime, site: Site | null, opened: Opened): Promise<Served> {
  installAuthBridge(runtime);
  const admin = await listenAdmin(runtime);
  opened.push(() => admin.close());
  // Closed after the gate, so that no call begins another.
  opened.push(() => stopImports(runtime));
  await resumeImports(runtime);
  opened.push(() => stopMail(runtime));
  startMail(runtime);
  opened.push(() => stopPurges(runtime));
  watchTrash(runtime);
  opened.push(keepSweepingFiles(runtime));
  const gate = createGate(runtime, site);
  const url = await listen(gate.server, runtime.env);
  opened.push(() => gate.drain());
  const grpc = runtime.env.grpc && (await openGrpc(runtime, runtime.env.grpc));
  if (grpc) opened.push(() => grpc.drain());
  const code = await setupCode(runtime);
  const needed = code && `The first account needs this setup code: ${code}`;
  const notices = [hostNotice(url, runtime.env), grpc && grpc.notice, needed].filter(
    (line) => line !== null,
  );
  return { url, notices };
}

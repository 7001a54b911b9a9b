import { rm, stat } from 'node:fs/promises';
import { createConnection, createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { CairnError } from '../platform/errors.ts';
import type { Runtime } from '../platform/runtime.ts';
import { adminSocketPath, assertTrusted, prepareSocketFolder } from './admin-path.ts';
import { adminAnswer, adminRequest, readLine, writeLine } from './admin-protocol.ts';
import type { AdminAnswer, AdminRequest } from './admin-protocol.ts';
import { runInstanceCommand } from './instance-commands.ts';

/** How long a shell may take to send its request. Milliseconds. */
const patience = 10_000;

/**
 * Executes commands of the shell in this process, for whoever may open a socket of mode 600 in the data folder.
 * Where the server of another database listens there, one with an outside database goes on without; `close` waits.
 * @throws CONFLICT where the database is the embedded one, whatever the lock says
 */
export async function listenAdmin(runtime: Runtime): Promise<{ close(): Promise<void> }> {
  const { dataDir } = runtime.env;
  const path = adminSocketPath(dataDir);
  await prepareSocketFolder(path, dataDir);
  const taken = await connect(path);
  if (taken) {
    taken.destroy();
    if (runtime.env.databaseUrl === null) throw alreadyRunning(dataDir);
    return { close: async () => undefined };
  }
  await rm(path, { force: true });
  const running = new Set<Promise<void>>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    const serving = serve(socket, runtime).finally(() => running.delete(serving));
    running.add(serving);
  });
  await listenPrivately(server, path);
  const { ino } = await stat(path);
  return {
    async close() {
      const closed = new Promise((done) => server.close(done));
      await Promise.all([closed, ...running]);
      if ((await inodeOf(path)) === ino) await rm(path, { force: true });
    },
  };
}

/** The file is made inside `listen`, so nobody can open it before its mode is narrowed. */
function listenPrivately(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    const before = process.umask(0o177);
    try {
      server.listen(path, resolve);
    } finally {
      process.umask(before);
    }
  });
}

async function serve(socket: Socket, runtime: Runtime): Promise<void> {
  socket.setTimeout(patience, () => socket.destroy());
  try {
    const line = await readLine(socket);
    if (line === null) return;
    socket.setTimeout(0);
    writeLine(socket, await answer(line, runtime));
  } catch (error) {
    runtime.log.warn({ err: error }, 'a command of the shell went away');
  } finally {
    socket.end();
  }
}

async function answer(line: string, runtime: Runtime): Promise<AdminAnswer> {
  let request: AdminRequest;
  try {
    request = adminRequest.parse(JSON.parse(line));
  } catch {
    return { ok: false, usage: false, message: 'the server does not understand this command' };
  }
  return runInstanceCommand(runtime, request);
}

/**
 * Lets the running server of a data folder execute a command. Null when none listens.
 * Throws when the socket is another user's, or the server goes away before it has answered.
 */
export async function askServer(
  dataDir: string,
  request: AdminRequest,
): Promise<AdminAnswer | null> {
  const socket = await connectServer(dataDir);
  if (!socket) return null;
  try {
    writeLine(socket, request);
    const line = await readLine(socket);
    if (line === null) throw new Error('the connection ended');
    return adminAnswer.parse(JSON.parse(line));
  } catch (error) {
    throw new CairnError(
      'SERVICE_UNAVAILABLE',
      'the server went away before it answered; whether the command took effect is unknown',
      { cause: error },
    );
  } finally {
    socket.destroy();
  }
}

/** True when a server of this data folder listens. */
export async function serverListens(dataDir: string): Promise<boolean> {
  const socket = await connectServer(dataDir);
  socket?.destroy();
  return socket !== null;
}

async function connectServer(dataDir: string): Promise<Socket | null> {
  if ((await inodeOf(dataDir)) === null) return null;
  const path = adminSocketPath(dataDir);
  const socket = await connect(path);
  try {
    if (socket) await assertTrusted(path, dataDir);
    return socket;
  } catch (error) {
    socket?.destroy();
    throw error;
  }
}

/** Null when nobody listens at `path`. */
function connect(path: string): Promise<Socket | null> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(path);
    socket.once('connect', () => {
      socket.off('error', refused);
      resolve(socket);
    });
    const refused = (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') resolve(null);
      else if (error.code === 'EACCES' || error.code === 'EPERM') reject(otherUser(path, error));
      else reject(error);
    };
    socket.once('error', refused);
  });
}

function alreadyRunning(dataDir: string): CairnError {
  const message = `Cairn is already running on ${dataDir}: use that one, or stop it first.`;
  return new CairnError('CONFLICT', message);
}

function otherUser(path: string, cause: unknown): CairnError {
  const message = `${path} belongs to another user: run this as the one who runs the server, or as root`;
  return new CairnError('FORBIDDEN', message, { cause });
}

async function inodeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).ino;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

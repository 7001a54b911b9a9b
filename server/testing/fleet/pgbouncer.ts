import { chmod, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { steadyPort } from '../steady-port.ts';
import { launch, programOf, removeFolder, stageFolder, until } from './program.ts';

/** A PgBouncer in transaction mode. */
export type Pooler = {
  url: string;
  /** Points it at another server, as an operator does after a promotion. */
  point(port: number): Promise<void>;
  remove(): Promise<void>;
};

/** As it comes from Debian but for the mode: no startup parameter is let through. */
const settings = (port: number, server: number) => `[databases]
cairn = host=127.0.0.1 port=${server} dbname=cairn user=cairn
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
admin_users = operator
pool_mode = transaction
max_client_conn = 300
default_pool_size = 20
server_login_retry = 1
server_connect_timeout = 2
`;

/** Starts PgBouncer in front of a server's database `cairn`. */
export async function startPgBouncer(server: number): Promise<Pooler> {
  const folder = await stageFolder('pgbouncer');
  const file = path.join(folder, 'pgbouncer.ini');
  const port = await steadyPort();
  const point = async (to: number) => {
    await writeFile(file, settings(port, to));
    await chmod(file, 0o644);
  };
  await point(server);
  const program = launch([programOf('pgbouncer'), file]);
  const console = async (command: string) => {
    const client = new pg.Client({
      host: '127.0.0.1',
      port,
      database: 'pgbouncer',
      user: 'operator',
    });
    client.on('error', () => undefined);
    await client.connect();
    try {
      await client.query(command);
    } finally {
      await client.end();
    }
  };
  await until('PgBouncer', async () => {
    if (!program.running()) throw new Error(program.said());
    await console('SHOW VERSION');
  });
  return {
    url: `postgres://cairn@127.0.0.1:${port}/cairn`,
    async point(to) {
      await point(to);
      await console('RELOAD');
    },
    async remove() {
      await program.stop('SIGKILL');
      await removeFolder(folder);
    },
  };
}

import { appendFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { runAs } from '../../../db/embedded/run-as.ts';
import { steadyPort } from '../steady-port.ts';
import { launch, owner, programOf, removeFolder, stageFolder, until } from './program.ts';
import type { Program } from './program.ts';

/** A Postgres of the stage. */
export type Server = {
  port: number;
  /** As the role that Cairn uses, which is no superuser. */
  url: string;
  pid(): number;
  /** Its log: a standby's names each statement. */
  said(): string;
  /** Runs statements as the superuser, one after the other; answers with the rows of the last. */
  admin<Row extends object>(...statements: string[]): Promise<Row[]>;
  /** A copy that follows this one. `synchronous`: a commit waits for it from now on. */
  follow(options: { synchronous: boolean }): Promise<Server>;
  start(): Promise<void>;
  /** SIGINT is a fast stop, SIGKILL none at all. */
  stop(signal: 'SIGINT' | 'SIGQUIT' | 'SIGKILL'): Promise<void>;
  remove(): Promise<void>;
};

const settings = `
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 120
shared_buffers = '32MB'
wal_level = replica
max_wal_senders = 8
wal_keep_size = '256MB'
wal_receiver_status_interval = '1s'
wal_retrieve_retry_interval = '200ms'
hot_standby_feedback = on
`;

/** A primary with an empty database `cairn` that belongs to the role `cairn`. */
export async function startPrimary(): Promise<Server> {
  const bin = await binaries();
  const folder = await stageFolder('pg');
  const data = path.join(folder, 'data');
  const how = ['--username=postgres', '--auth=trust', '--encoding=UTF8', '--no-sync'];
  await run([path.join(bin, 'initdb'), `--pgdata=${data}`, ...how]);
  await appendFile(path.join(data, 'postgresql.conf'), settings);
  const server = serverIn(folder, { bin, port: await steadyPort() });
  await server.start();
  await server.admin('CREATE ROLE cairn LOGIN', 'CREATE DATABASE cairn OWNER cairn');
  return server;
}

function serverIn(folder: string, { bin, port }: { bin: string; port: number }): Server {
  const data = path.join(folder, 'data');
  let program: Program | undefined;
  const admin = async <Row extends object>(...statements: string[]): Promise<Row[]> => {
    const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres' });
    client.on('error', () => undefined);
    await client.connect();
    try {
      let rows: Row[] = [];
      for (const statement of statements) ({ rows } = await client.query<Row>(statement));
      return rows;
    } finally {
      await client.end();
    }
  };
  const server: Server = {
    port,
    url: `postgres://cairn@127.0.0.1:${port}/cairn`,
    pid: () => program?.pid ?? 0,
    said: () => program?.said() ?? '',
    admin,
    async follow({ synchronous }) {
      const copy = await stageFolder('pg');
      const name = `standby_${copy.slice(-6).toLowerCase()}`;
      await run([
        path.join(bin, 'pg_basebackup'),
        '--write-recovery-conf',
        '--checkpoint=fast',
        '--no-sync',
        `--pgdata=${path.join(copy, 'data')}`,
        `--dbname=host=127.0.0.1 port=${port} user=postgres application_name=${name}`,
      ]);
      await appendFile(path.join(copy, 'data', 'postgresql.conf'), `log_statement = all\n`);
      const follower = serverIn(copy, { bin, port: await steadyPort() });
      await follower.start();
      await until('a standby that streams', async () => {
        const rows = await admin(
          `SELECT 1 FROM pg_stat_replication WHERE application_name = '${name}' AND state = 'streaming'`,
        );
        if (rows.length === 0) throw new Error('it does not stream yet');
      });
      if (synchronous) {
        await admin(
          `ALTER SYSTEM SET synchronous_standby_names = '${name}'`,
          'SELECT pg_reload_conf()',
        );
        await until('a standby that is waited for', async () => {
          const rows = await admin(`SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync'`);
          if (rows.length === 0) throw new Error('it is not waited for yet');
        });
      }
      return follower;
    },
    async start() {
      program = launch([path.join(bin, 'postgres'), '-D', data, '-p', String(port)]);
      await until('Postgres', async () => {
        if (!program?.running()) throw new Error(program?.said());
        await admin('SELECT 1');
      });
    },
    stop: async (signal) => program?.stop(signal),
    async remove() {
      await program?.stop('SIGQUIT');
      await removeFolder(folder);
    },
  };
  return server;
}

/** Debian keeps a version's programs in a folder of their own, which is in no path. */
async function binaries(): Promise<string> {
  const root = '/usr/lib/postgresql';
  const versions = await readdir(root).catch(() => []);
  const newest = versions.toSorted((a, b) => Number(b) - Number(a))[0] ?? '';
  return path.dirname(programOf('pg_basebackup', path.join(root, newest, 'bin')));
}

async function run(command: string[]): Promise<void> {
  const { code, output } = await runAs(owner, command);
  if (code !== 0) throw new Error(`${command[0]} ended with ${code}:\n${output}`);
}

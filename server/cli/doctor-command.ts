import { join } from 'node:path';
import { serverListens } from './admin-socket.ts';
import type { ShellCommand } from './command.ts';
import { describeError } from './describe-error.ts';
import { checkDatabase } from './doctor/check-database.ts';
import { checkFleet } from './doctor/check-fleet.ts';
import { checkBackups, checkDataFolder, checkDisk, checkNode } from './doctor/check-host.ts';
import { checkPort, checkSecrets, filesIn, newestOf } from './doctor/check-host.ts';
import { checkRedis } from './doctor/check-redis.ts';
import { checkMail } from './doctor/check-services.ts';
import { fail, warn } from './doctor/check.ts';
import type { Check } from './doctor/check.ts';
import type { Host, Note } from './host.ts';

export const doctorCommand: ShellCommand = {
  kind: 'shell',
  name: 'doctor',
  about: 'Looks whether everything that the instance needs is well',
  details: ['One line each: ok, warn or fail. Exit code 1 when something fails.'],
  options: { json: { about: 'print { checks: [{ name, status, message }] } instead' } },
  operands: [],
  async run(host, { given, terminal }) {
    const checks = await examine(host, terminal.note);
    if (given.switches.includes('json')) terminal.out(JSON.stringify({ checks }));
    else
      for (const { name, status, message } of checks) {
        terminal.out(`${status.padEnd(4)}  ${name}: ${message}`);
      }
    return checks.some(({ status }) => status === 'fail') ? 1 : 0;
  },
};

async function examine(host: Host, note: Note): Promise<Check[]> {
  const { dataDir, host: address, port } = host.env;
  const listening = await attempt('server', () => serverListens(dataDir));
  const running = listening === true;
  return [
    checkNode(process.versions.node),
    await checkDataFolder(dataDir),
    await checkSecrets(dataDir, ['secrets.json']),
    await checkDisk(dataDir),
    ...(typeof listening === 'boolean' ? [] : [listening]),
    await checkPort({ host: address, port, running }),
    ...(await database(host, note)),
    checkBackups(await lastBackup(dataDir), host.now()),
    ...checkRedis(await host.inspectRedis()),
    checkFleet(host.env),
    await checkMail(host.env),
  ];
}

async function database(host: Host, note: Note): Promise<Check[]> {
  const inspection = await attempt('database', () => host.inspect(note));
  if (inspection === null) return [warn('database', 'not there yet: "npm start" makes it')];
  return 'status' in inspection ? [inspection] : checkDatabase(inspection);
}

/** What a check cannot even look at fails it. */
async function attempt<T>(name: string, look: () => Promise<T>): Promise<T | Check> {
  try {
    return await look();
  } catch (error) {
    return fail(name, describeError(error).message);
  }
}

/** Backups may lie anywhere; the command leaves a mark in the data folder. */
async function lastBackup(dataDir: string): Promise<number | null> {
  return newestOf([
    join(dataDir, 'last-backup.json'),
    ...(await filesIn(join(dataDir, 'backups'))),
  ]);
}

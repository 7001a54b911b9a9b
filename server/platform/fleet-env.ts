import { availableParallelism } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Issue } from './errors.ts';

/** How several processes, here or on several machines, serve one database. */
export type FleetEnv = {
  /** Processes that serve, under one supervisor where there is more than one. */
  readonly processes: number;
  /** `off`: mail, imports and purges are left to another process, such as `cairn worker`. */
  readonly worker: (typeof workers)[number];
  /** The secret that all machines of an instance have alike; null: the one in the data folder. */
  readonly secret: string | null;
  /** Absolute: where files lie that all machines see; null: in the data folder. */
  readonly filesDir: string | null;
};

export const fleetNames = ['CAIRN_PROCESSES', 'CAIRN_WORKER', 'CAIRN_SECRET'];

const workers = ['inside', 'off'] as const;
const most = 64;
const root = fileURLToPath(new URL('../..', import.meta.url));

/** Each of it says in words what it lacks: without Redis exactly one process may serve a database. */
export function fleetOf(read: (name: string) => string, { issues }: { issues: Issue[] }): FleetEnv {
  const wrong = (name: string, message: string) => void issues.push({ path: [name], message });
  const asked = read('CAIRN_PROCESSES') || '1';
  const processes = asked === 'auto' ? Math.min(availableParallelism(), most) : Number(asked);
  const isCount = asked === 'auto' || (/^\d+$/.test(asked) && processes >= 1 && processes <= most);
  if (!isCount) wrong('CAIRN_PROCESSES', `is "${asked}"; give a number from 1 to ${most}, or auto`);
  const needs = 'without it exactly one process serves a database, with the work inside';
  if (isCount && processes > 1) {
    if (read('REDIS_URL') === '')
      wrong('CAIRN_PROCESSES', `is ${asked} and needs REDIS_URL: ${needs}`);
    if (read('NODE_ENV') === 'development')
      wrong('CAIRN_PROCESSES', `is ${asked}; in development there is one process`);
  }
  const given = read('CAIRN_WORKER') || 'inside';
  const worker = workers.find((name) => name === given);
  if (!worker) wrong('CAIRN_WORKER', `is "${given}"; give one of ${workers.join(', ')}`);
  if (worker === 'off' && read('REDIS_URL') === '')
    wrong('CAIRN_WORKER', `is off and needs REDIS_URL: ${needs}`);
  const secret = read('CAIRN_SECRET');
  if (secret !== '' && !/^[\w-]{43}$/.test(secret)) {
    const make = `node -p "crypto.randomBytes(32).toString('base64url')"`;
    wrong('CAIRN_SECRET', `is no secret of 43 characters; make one with ${make}`);
  }
  const files = read('FILES_DIR');
  return {
    processes: isCount ? processes : 1,
    worker: worker ?? 'inside',
    secret: secret || null,
    filesDir: files === '' ? null : path.resolve(root, files),
  };
}

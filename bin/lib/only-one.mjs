import { spawnSync } from 'node:child_process';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { root, say } from './root.mjs';

/** Runs `work` while no other process of this checkout does the same; the lock of a dead one is void. */
export async function onlyOne(name, work) {
  const file = join(root, '.cache', `${name}.pid`);
  mkdirSync(join(root, '.cache'), { recursive: true });
  for (let told = false; !take(file);) {
    const holder = read(file);
    if (holder === undefined) continue;
    const pid = Number.parseInt(holder, 10);
    if (holder !== identityOf(pid)) {
      rmSync(file, { force: true });
      continue;
    }
    if (!told) say(`Waiting for another process (pid ${pid}) to end its ${name}`);
    told = true;
    await sleep(300);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function take(file) {
  // Linked into place, so that nobody ever sees a lock without its holder.
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, identityOf(process.pid));
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Who holds the lock; undefined where it has just been given back. */
function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return undefined;
  }
}

/** The pid and when that process began: after a restart its number may be anybody's, our own too. */
function identityOf(pid) {
  return `${pid} ${birthOf(pid)}\n`;
}

function birthOf(pid) {
  if (process.platform !== 'linux') {
    return spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Behind the name, which may hold anything: fields 3, the state, and 22, in ticks since the boot.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return fields[0] === 'Z' ? 'dead' : `${fields[19]} ${boot}`;
  } catch {
    return 'dead';
  }
}

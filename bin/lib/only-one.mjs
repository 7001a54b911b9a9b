import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root, say } from './root.mjs';

/** Runs `work` while no other process of this checkout does the same; the lock of a dead one is void. */
export async function onlyOne(name, work) {
  const file = join(root, '.cache', `${name}.pid`);
  mkdirSync(join(root, '.cache'), { recursive: true });
  for (let told = false; !take(file); told = true) {
    if (!told) say(`Waiting for another process (pid ${holder(file)}) to end its ${name}`);
    await sleep(300);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function take(file) {
  // Linked into place, so that nobody ever sees a lock without its pid.
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${process.pid}\n`);
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (!isAlive(holder(file))) rmSync(file, { force: true });
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

function holder(file) {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10);
  } catch {
    return Number.NaN;
  }
}

function isAlive(pid) {
  // Just given back: it can be taken in a moment.
  if (!(pid > 0)) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

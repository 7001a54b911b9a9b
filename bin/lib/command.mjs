import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { root, say, Trouble } from './root.mjs';

const heartbeatMs = 15_000;

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a step to its end, its output on stderr; every 15 s a line says that it still runs. A signal
 * ends the step first. Throws Trouble where it fails or was ended.
 */
export function runStep(title, command, env = process.env) {
  const [file, ...args] = command;
  const began = performance.now();
  say(title);
  return new Promise((resolve, reject) => {
    let told;
    const pass = (signal) => {
      told = signal;
      endGroup(child, signal);
    };
    for (const signal of signals) process.on(signal, pass);
    // A group of its own: npm and its shell end at a signal, and what they run would go on.
    const child = spawn(file, args, { cwd: root, env, detached: true, stdio: ['ignore', 2, 2] });
    const timer = setInterval(() => {
      say(`${title}: ${Math.round((performance.now() - began) / 1000)} s`);
    }, heartbeatMs);
    const over = () => {
      clearInterval(timer);
      for (const signal of signals) process.off(signal, pass);
    };
    child.once('error', (error) => {
      over();
      reject(new Trouble(`${file} cannot be run: ${error.message}`));
    });
    child.once('close', (code, signal) => {
      over();
      if (told) reject(new Trouble(`${title} was stopped by ${told}.`));
      else if (code === 0) resolve();
      else reject(new Trouble(`${title} failed (${signal ?? `exit code ${code}`}); see above.`));
    });
  });
}

function endGroup({ pid }, signal) {
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended in this moment.
  }
}

/** npm as it is at hand: the one that runs this script, else the one on the PATH. */
export function npm(...args) {
  const { npm_execpath: script, npm_node_execpath: node } = process.env;
  return script?.endsWith('.js') ? [node ?? process.execPath, script, ...args] : ['npm', ...args];
}

/**
 * Goes on as another program: in this very process where Node can (24 and newer), so that signals
 * and exit code need no one between; else as a child that gets the signals. Never returns.
 */
export function become(file, args, env) {
  if (typeof process.execve === 'function') process.execve(file, [file, ...args], env);
  // Before the child is there, or a signal in between would end this process alone.
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  const child = spawn(file, args, { env, stdio: 'inherit' });
  child.once('error', (error) => {
    say(`${file} cannot be run: ${error.message}`);
    process.exit(1);
  });
  child.once('close', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
  return new Promise(() => {});
}

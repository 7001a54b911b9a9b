import { closeSync, openSync } from 'node:fs';

/** True while the process has a terminal that it belongs to. */
export function hasTerminal(): boolean {
  try {
    closeSync(openSync('/dev/tty', 'r'));
    return true;
  } catch {
    return false;
  }
}

import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Something a person must mend: printed as it is, without a stack. */
export class Trouble extends Error {}

/** Runs a program; where it fails, what a person must mend is one line, anything else a stack. */
export async function main(work) {
  try {
    await work();
  } catch (error) {
    say(error instanceof Trouble ? error.message : (error.stack ?? String(error)));
    process.exit(1);
  }
}

/** One line of progress; stdout is left to what a program may read. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

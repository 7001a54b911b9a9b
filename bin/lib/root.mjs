import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Something a person must mend: printed as it is, without a stack. */
export class Trouble extends Error {}

/** One line of progress; stdout is left to what a program may read. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

import { fstatSync } from 'node:fs';
import { UsageError } from './usage-error.ts';

const longest = 4096;
/** A scheduler may leave a pipe open for ever; a password store may ask for its own first. Milliseconds. */
const patience = 60_000;
const mend = 'pipe one line with the password, or give </dev/null to have one made';

/**
 * One line from what is piped to this process, without its line end; null at a terminal and for /dev/null.
 * @throws UsageError for an empty pipe: what should have written the password has failed
 */
export async function readSecret(stdin: NodeJS.ReadStream): Promise<string | null> {
  if (stdin.isTTY || !isPiped()) return null;
  const text = await readAll(stdin);
  if (text === null) {
    throw new UsageError(`nothing came from standard input in ${patience / 1000} s: ${mend}`);
  }
  const line = text.replace(/\r?\n$/, '');
  if (line === '') throw new UsageError(`standard input is empty: ${mend}`);
  if (/[\r\n]/.test(line)) throw new UsageError('standard input must be one line: the password');
  return line;
}

function isPiped(): boolean {
  try {
    const input = fstatSync(0);
    return input.isFIFO() || input.isSocket() || input.isFile();
  } catch {
    return false;
  }
}

function readAll(stdin: NodeJS.ReadStream): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const finish = (result: string | null) => {
      clearTimeout(timer);
      stdin.destroy();
      resolve(result);
    };
    const timer = setTimeout(() => finish(null), patience);
    stdin.on('data', (chunk: Buffer) => {
      clearTimeout(timer);
      chunks.push(chunk);
      size += chunk.length;
      if (size > longest) reject(new UsageError('standard input is too long for a password'));
    });
    stdin.once('error', reject);
    stdin.once('end', () => finish(Buffer.concat(chunks).toString('utf8')));
  });
}

import { fstatSync } from 'node:fs';
import { UsageError } from './usage-error.ts';

const longest = 4096;
/** A shell or a scheduler may leave an empty pipe open for ever. Milliseconds. */
const patience = 5000;

/**
 * One line from what is piped to this process, without its line end; null at a terminal, for an
 * empty input, or when nothing comes within five seconds.
 */
export async function readSecret(
  stdin: NodeJS.ReadStream,
  note: (line: string) => void,
): Promise<string | null> {
  if (stdin.isTTY || !isPiped()) return null;
  const text = await readAll(stdin);
  if (text === null) {
    note('nothing came from standard input, so it is not read');
    return null;
  }
  const line = text.replace(/\r?\n$/, '');
  if (line === '') return null;
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

import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fstatSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { CairnError } from './errors.ts';

const secretsSchema = z.strictObject({
  /** 256 bits, base64url: signs what next-auth signs. */
  auth: z.string().regex(/^[\w-]{43}$/),
});

/** What this instance alone knows; made once, never logged, never sent. */
export type Secrets = Readonly<z.infer<typeof secretsSchema>>;

/**
 * What the environment gives, else `<dataDir>/secrets.json`, made at the first time; two starts at once get the same.
 * Throws `SERVICE_UNAVAILABLE` with one clear line when others may read the file or it is broken.
 */
export function loadSecrets(dataDir: string, given: string | null = null): Secrets {
  // Several machines have no folder in common but the files'.
  if (given !== null) return Object.freeze({ auth: given });
  const file = path.join(dataDir, 'secrets.json');
  return read(file) ?? make(file);
}

function read(file: string): Secrets | undefined {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw refused(`${file} cannot be read (${codeOf(error)}): start Cairn as its owner.`, error);
  }
  try {
    const mode = fstatSync(descriptor).mode & 0o777;
    if (mode & 0o077) {
      throw refused(
        `${file} may be read by others (mode ${mode.toString(8)}): run "chmod 600" on it.`,
      );
    }
    return parse(file, readFileSync(descriptor, 'utf8'));
  } finally {
    closeSync(descriptor);
  }
}

function parse(file: string, text: string): Secrets {
  try {
    return Object.freeze(secretsSchema.parse(JSON.parse(text)));
  } catch (error) {
    throw refused(
      `${file} is broken: bring it back from a copy, or remove it, which signs everybody out.`,
      error,
    );
  }
}

/** A link is refused where the name is taken, so the file appears whole and only once. */
function make(file: string): Secrets {
  const draft = `${file}.${process.pid}`;
  try {
    const descriptor = openSync(draft, 'w', 0o600);
    const secrets: Secrets = { auth: randomBytes(32).toString('base64url') };
    writeFileSync(descriptor, `${JSON.stringify(secrets)}\n`);
    fsyncSync(descriptor);
    closeSync(descriptor);
    linkSync(draft, file);
    const folder = openSync(path.dirname(file), 'r');
    fsyncSync(folder);
    closeSync(folder);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') {
      const why = troubles[codeOf(error)] ?? `(${codeOf(error)}): make its folder writable`;
      throw refused(`${file} cannot be written ${why}.`, error);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  const made = read(file);
  if (made) return made;
  throw refused(`${file} vanished while it was made: start again.`);
}

const full = 'because its disk is full: free some space';
const troubles: Record<string, string> = { ENOSPC: full, EDQUOT: full };

function refused(message: string, cause?: unknown): CairnError {
  return new CairnError('SERVICE_UNAVAILABLE', message, { cause });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

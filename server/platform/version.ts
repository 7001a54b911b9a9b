import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(new URL('../../package.json', import.meta.url));

/** The version of this code: `1.2.3`. */
export function appVersion(): string {
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

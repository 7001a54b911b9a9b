import { setupCode } from '../auth/setup-code.ts';
import type { Runtime } from '../platform/runtime.ts';
import { hostNotice } from './host-notice.ts';

/** What the person who starts an instance should know of it, a line each. */
export async function noticesOf(runtime: Runtime, url: string): Promise<string[]> {
  const code = await setupCode(runtime);
  const needed = code && `The first account needs this setup code: ${code}`;
  return [hostNotice(url, runtime.env), needed].filter((line) => line !== null);
}

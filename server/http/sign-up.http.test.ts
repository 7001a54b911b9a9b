import { expect, test } from 'vitest';
import { setupCode } from '../auth/setup-code.ts';
import { loadEnv } from '../platform/env.ts';
import type { Runtime } from '../platform/runtime.ts';
import { createWorld, testId, testPassword } from '../testing/world.ts';
import { head, serve, statusOf } from './testing/served.ts';

/** The answer of a process with this configuration to one sign-up, by the name under which it is reached. */
async function register(runtime: Runtime, host: string, more: object): Promise<string> {
  const served = await serve(runtime);
  const input = { email: `${testId()}@example.org`, password: testPassword, name: 'New', ...more };
  const body = JSON.stringify(input);
  const lines = [
    `host: ${host}`,
    'content-type: application/json',
    `content-length: ${body.length}`,
  ];
  const answer = await served.raw(
    head('POST /api/trpc/account.register HTTP/1.1', ...lines) + body,
  );
  await served.close();
  return answer;
}

const reached: [Record<string, string>, string][] = [
  [{ HOST: '0.0.0.0' }, '192.168.1.7:3000'],
  [{ CAIRN_URL: 'https://tasks.example.org' }, 'tasks.example.org'],
  [{ CAIRN_HOSTS: 'tasks.example.org' }, 'tasks.example.org'],
];

test.each(reached)(
  'with %o the first account needs the code that the start prints',
  async (given, host) => {
    const fresh = await createWorld();
    const runtime = { ...fresh.runtime, env: loadEnv({ NODE_ENV: 'test', ...given }) };
    const code = await setupCode(runtime);
    for (const wrong of [{}, { setupCode: '' }, { setupCode: 'AAAA-AAAA-AAAA' }]) {
      const refused = await register(runtime, host, wrong);
      expect(statusOf(refused)).toBe(403);
      expect(refused).toContain('"path":["setupCode"]');
    }
    const first = await register(runtime, host, { setupCode: code });
    expect(statusOf(first)).toBe(200);
    expect(first).toContain('"isAdmin":true');
    const second = await register(runtime, host, {});
    expect(statusOf(second)).toBe(200);
    expect(second).toContain('"isAdmin":false');
    await fresh.close();
  },
);

import { afterEach, describe, expect, test } from 'vitest';
import { proveSetupCode, setupCode } from './setup-code.ts';
import { createInstance } from './testing/instance.ts';
import type { Instance } from './testing/instance.ts';

const opened: Instance[] = [];
async function open(env: Record<string, string | undefined>): Promise<Instance> {
  const instance = await createInstance(env);
  opened.push(instance);
  return instance;
}
afterEach(async () => {
  await Promise.all(opened.splice(0).map((instance) => instance.close()));
});

describe('the setup code', () => {
  test.each([{}, { HOST: 'localhost' }, { HOST: '::1' }])(
    'is not asked for where only this machine can come: %o',
    async (env) => {
      const { runtime } = await open(env);
      expect(await setupCode(runtime)).toBeNull();
      await proveSetupCode(runtime, runtime.db, undefined);
    },
  );

  test.each([
    { HOST: '0.0.0.0' },
    { HOST: '192.168.1.7' },
    { CAIRN_URL: 'https://tasks.example.org' },
    { CAIRN_HOSTS: 'tasks.example.org' },
    { CAIRN_PROXIES: '127.0.0.1' },
  ])('is asked for where others can: %o', async (env) => {
    const { runtime } = await open(env);
    const code = await setupCode(runtime);
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
    for (const given of [undefined, '', 'AAAA-AAAA-AAAA', `${code}0`])
      await expect(proveSetupCode(runtime, runtime.db, given)).rejects.toMatchObject({
        code: 'FORBIDDEN',
      });
    await proveSetupCode(runtime, runtime.db, code ?? '');
    await proveSetupCode(runtime, runtime.db, ` ${code?.toLowerCase().replaceAll('-', ' ')} `);
  });

  test('is the same at the next start, another on another instance, and over with the first account', async () => {
    const first = await open({ HOST: '0.0.0.0' });
    const code = await setupCode(first.runtime);
    expect(await setupCode(first.runtime)).toBe(code);
    expect(await setupCode({ ...first.runtime, secrets: { auth: 't'.repeat(43) } })).not.toBe(code);
    await first.account('ada@example.org');
    expect(await setupCode(first.runtime)).toBeNull();
    await proveSetupCode(first.runtime, first.runtime.db, undefined);
  });
});

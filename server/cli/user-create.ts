import { systemContext } from '../platform/context.ts';
import type { InstanceCommand } from './command.ts';
import { makePassword } from './made-password.ts';

export const userCreate: InstanceCommand = {
  kind: 'instance',
  name: 'user create',
  about: 'Makes an account with its personal workspace',
  details: [
    'The password is one line of standard input; at a terminal, or from /dev/null, one is made and',
    'printed once.',
    'The first account of an instance is its administrator.',
  ],
  options: {
    email: { value: 'address', about: 'what the person signs in with', required: true },
    name: { value: 'name', about: 'what others see', required: true },
    locale: { value: 'en|ru', about: 'language, en unless said' },
    'time-zone': { value: 'zone', about: 'like Europe/Berlin, UTC unless said' },
  },
  operands: [],
  takesSecret: true,
  async run(runtime, { values, secret }) {
    const { registerAccount } = await import('../account/register-account.ts');
    const { registerInput } = await import('../account/schema.ts');
    const { setupCode } = await import('../auth/setup-code.ts');
    const password = secret ?? makePassword();
    const input = registerInput.parse({
      email: values['email'],
      name: values['name'],
      locale: values['locale'],
      timeZone: values['time-zone'],
      password,
      setupCode: (await setupCode(runtime)) ?? undefined,
    });
    const { user } = await registerAccount(systemContext(runtime, null), input);
    const made = `${user.email} has an account${user.isAdmin ? ' and administers this instance' : ''}`;
    if (secret !== null) return { out: [], notes: [made] };
    return { out: [password], notes: [`${made}; the password, shown only now:`] };
  },
};

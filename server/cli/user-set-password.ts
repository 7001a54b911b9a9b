import * as z from 'zod';
import { systemContext } from '../platform/context.ts';
import type { InstanceCommand } from './command.ts';
import { makePassword } from './made-password.ts';

export const userSetPassword: InstanceCommand = {
  kind: 'instance',
  name: 'user set-password',
  about: 'Gives an account another password and ends its sessions',
  details: [
    'The password is one line of standard input; at a terminal, or from /dev/null, one is made and',
    'printed once.',
    'API tokens go on working.',
  ],
  options: { email: { value: 'address', about: 'whose', required: true } },
  operands: [],
  takesSecret: true,
  async run(runtime, { values, secret }) {
    const { getAccountId } = await import('../account/get-account-id.ts');
    const { setPassword } = await import('../account/set-password.ts');
    const schema = await import('../account/schema.ts');
    const password =
      secret === null
        ? makePassword()
        : z.object({ password: schema.password }).parse({ password: secret }).password;
    const email = values['email'] ?? '';
    const userId = await getAccountId(systemContext(runtime, null), email);
    const { endedSessions } = await setPassword(systemContext(runtime, userId), password);
    const set = `${email} has a new password; ${endedSessions} ${endedSessions === 1 ? 'session' : 'sessions'} ended`;
    if (secret !== null) return { out: [], notes: [set] };
    return { out: [password], notes: [`${set}; the password, shown only now:`] };
  },
};

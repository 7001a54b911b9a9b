import { systemContext } from '../platform/context.ts';
import type { InstanceCommand } from './command.ts';
import { readDuration } from './duration.ts';

export const tokenCreate: InstanceCommand = {
  kind: 'instance',
  name: 'token create',
  about: 'Makes an API token of an account and prints its secret, nothing else',
  details: ['The secret goes into "Authorization: Bearer" and is shown only now.'],
  options: {
    email: { value: 'address', about: 'whose', required: true },
    name: { value: 'name', about: 'what it is for', required: true },
    scopes: {
      value: 'list',
      about: 'read, write or procedures, with commas; read,write unless said',
    },
    'expires-in': { value: 'time', about: 'like 12h, 30d or 2w; never unless said' },
    workspace: { value: 'id', about: 'only this workspace; all of the person unless said' },
  },
  operands: [],
  takesSecret: false,
  async run(runtime, { values }) {
    const { getAccountId } = await import('../account/get-account-id.ts');
    const { createToken } = await import('../token/create-token.ts');
    const { tokenCreateInput } = await import('../token/schema.ts');
    const { email = '', name, scopes = 'read,write', workspace } = values;
    const lifetime = values['expires-in'] ? readDuration(values['expires-in']) : null;
    const now = runtime.clock.now().getTime();
    const input = tokenCreateInput.parse({
      name,
      scopes: scopes.split(',').map((scope) => scope.trim()),
      ...(workspace ? { workspaceIds: [workspace] } : {}),
      ...(lifetime === null ? {} : { expiresAt: new Date(now + lifetime).toISOString() }),
    });
    const userId = await getAccountId(systemContext(runtime, null), email);
    const { secret } = await createToken(systemContext(runtime, userId), input);
    return { out: [secret], notes: [] };
  },
};

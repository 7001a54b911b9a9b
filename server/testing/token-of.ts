import type { Ctx } from '../platform/context.ts';
import { createToken } from '../token/create-token.ts';
import type { TokenCreateInput } from '../token/schema.ts';
import type { Person } from './world.ts';

type Reach = Pick<TokenCreateInput, 'scopes' | 'workspaceIds'>;

/** A context of a program with a new token of the person's. */
export async function tokenOf(person: Person, reach: Reach): Promise<Ctx> {
  const { token } = await createToken(person.ctx(), { name: 'token', ...reach });
  const { id: tokenId, scopes, workspaceIds } = token;
  const { userId } = person;
  return { ...person.ctx(), principal: { kind: 'token', userId, tokenId, scopes, workspaceIds } };
}

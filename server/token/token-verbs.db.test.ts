import { expect } from 'vitest';
import { fiveTests } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { tokenOf } from '../testing/token-of.ts';
import { createToken } from './create-token.ts';
import { listTokens } from './list-tokens.ts';
import { revokeToken } from './revoke-token.ts';
import type { TokenCreateInput, TokenCreateOutput } from './schema.ts';

const names = async ({ owner }: Stage) =>
  (await listTokens(owner.ctx())).items.map(({ name }) => name);

/** A program may do none of this, whatever its scopes. */
const roleTooLow = {
  by: ({ owner }: Stage) => tokenOf(owner, { scopes: ['write'] }),
  code: /^FORBIDDEN$/,
};

fiveTests<TokenCreateInput, TokenCreateOutput>({
  name: 'token.create',
  verb: createToken,
  input: async ({ workspaceId }) => ({
    name: 'CI',
    scopes: ['read'],
    workspaceIds: [workspaceId],
  }),
  happy: async ({ token, secret }, stage) => {
    expect(token).toMatchObject({ name: 'CI', scopes: ['read'], lastUsedAt: null });
    expect(secret).toMatch(/^crn_/);
    expect(await names(stage)).toEqual(['CI']);
  },
  trace: 'account_audit',
  otherTenant: { code: /^BAD_REQUEST$/ },
  roleTooLow,
  tellsSecret: true,
});

fiveTests({
  name: 'token.revoke',
  verb: revokeToken,
  input: async ({ owner }) => {
    const { token } = await createToken(owner.ctx(), { name: 'CI', scopes: ['read'] });
    return { tokenId: token.id };
  },
  happy: async (answer, stage, { tokenId }) => {
    expect(answer).toEqual({ tokenId, revoked: true });
    expect(await names(stage)).toEqual([]);
  },
  trace: 'account_audit',
  roleTooLow,
});

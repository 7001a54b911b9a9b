import { createToken } from '../token/create-token.ts';
import { introspectToken } from '../token/introspect-token.ts';
import { listTokens } from '../token/list-tokens.ts';
import { revokeToken } from '../token/revoke-token.ts';
import * as schema from '../token/schema.ts';
import { procedure, router } from './ladder.ts';

export const tokenRouter = router({
  create: procedure('token.create')
    .input(schema.tokenCreateInput)
    .output(schema.tokenCreateOutput)
    .mutation(({ ctx, input }) => createToken(ctx, input)),
  list: procedure('token.list')
    .input(schema.tokenListInput)
    .output(schema.tokenListOutput)
    .query(({ ctx }) => listTokens(ctx)),
  introspect: procedure('token.introspect')
    .input(schema.tokenIntrospectInput)
    .output(schema.tokenIntrospectOutput)
    .query(({ ctx, input }) => introspectToken(ctx, input)),
  revoke: procedure('token.revoke')
    .input(schema.tokenRevokeInput)
    .output(schema.tokenRevokeOutput)
    .mutation(({ ctx, input }) => revokeToken(ctx, input)),
});

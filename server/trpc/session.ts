import { listSessions } from '../session/list-sessions.ts';
import { revokeSession } from '../session/revoke-session.ts';
import { revokeOtherSessions } from '../session/revoke-other-sessions.ts';
import * as schema from '../session/schema.ts';
import { procedure, router } from './ladder.ts';

export const sessionRouter = router({
  list: procedure('session.list')
    .input(schema.sessionListInput)
    .output(schema.sessionListOutput)
    .query(({ ctx }) => listSessions(ctx)),
  revoke: procedure('session.revoke')
    .input(schema.sessionRevokeInput)
    .output(schema.sessionRevokeOutput)
    .mutation(({ ctx, input }) => revokeSession(ctx, input)),
  revokeOthers: procedure('session.revokeOthers')
    .input(schema.sessionRevokeOthersInput)
    .output(schema.sessionRevokeOthersOutput)
    .mutation(({ ctx, input }) => revokeOtherSessions(ctx, input)),
});

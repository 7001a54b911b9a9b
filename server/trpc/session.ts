import { listSessions } from '../session/list-sessions.ts';
import { revokeSession } from '../session/revoke-session.ts';
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
});

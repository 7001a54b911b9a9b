import { bootstrapCopy } from '../sync/bootstrap-copy.ts';
import { pullLog } from '../sync/pull-log.ts';
import * as schema from '../sync/schema.ts';
import { madeAs, procedure, router } from './ladder.ts';
import { pushOps } from './push-ops.ts';
import { trackLog } from './track-log.ts';

export const syncRouter = router({
  bootstrap: procedure('sync.bootstrap')
    .input(schema.syncBootstrapInput)
    .output(madeAs<typeof schema.syncBootstrapOutput>())
    .query(({ ctx, input }) => bootstrapCopy(ctx, input)),
  pull: procedure('sync.pull')
    .input(schema.syncPullInput)
    .output(schema.syncPullOutput)
    .query(({ ctx, input }) => pullLog(ctx, input)),
  push: procedure('sync.push')
    .input(schema.syncPushInput)
    .output(schema.syncPushOutput)
    .mutation(({ ctx, input }) => pushOps(ctx, input)),
  live: procedure('sync.live')
    .input(schema.syncLiveInput)
    .subscription(({ ctx, input }) => trackLog(ctx, input)),
});

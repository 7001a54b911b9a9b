import { tracked } from '@trpc/server';
import { followLog } from '../sync/follow-log.ts';
import { pullLog } from '../sync/pull-log.ts';
import * as schema from '../sync/schema.ts';
import { procedure, router } from './ladder.ts';

export const syncRouter = router({
  pull: procedure('sync.pull')
    .input(schema.syncPullInput)
    .output(schema.syncPullOutput)
    .query(({ ctx, input }) => pullLog(ctx, input)),
  live: procedure('sync.live')
    .input(schema.syncLiveInput)
    .subscription(async function* ({ ctx, input, signal }) {
      for await (const { cursor, event } of followLog(ctx, input, signal ?? neverAborted))
        yield tracked(cursor, event);
    }),
});

const neverAborted = new AbortController().signal;

import { listSubscriptions } from '../push/list-subscriptions.ts';
import * as schema from '../push/schema.ts';
import { subscribePush } from '../push/subscribe-push.ts';
import { testPush } from '../push/test-push.ts';
import { unsubscribePush } from '../push/unsubscribe-push.ts';
import { procedure, router } from './ladder.ts';

export const pushRouter = router({
  list: procedure('push.list')
    .input(schema.pushListInput)
    .output(schema.pushListOutput)
    .query(({ ctx }) => listSubscriptions(ctx)),
  subscribe: procedure('push.subscribe')
    .input(schema.pushSubscribeInput)
    .output(schema.subscriptionOutput)
    .mutation(({ ctx, input }) => subscribePush(ctx, input)),
  unsubscribe: procedure('push.unsubscribe')
    .input(schema.pushUnsubscribeInput)
    .output(schema.pushUnsubscribeOutput)
    .mutation(({ ctx, input }) => unsubscribePush(ctx, input)),
  test: procedure('push.test')
    .input(schema.pushTestInput)
    .output(schema.pushTestOutput)
    .mutation(({ ctx, input }) => testPush(ctx, input)),
});

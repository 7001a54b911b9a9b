import { leaveLook } from '../presence/leave-look.ts';
import { lookAt } from '../presence/look-at.ts';
import * as schema from '../presence/schema.ts';
import { procedure, router } from './ladder.ts';

export const presenceRouter = router({
  look: procedure('presence.look')
    .input(schema.presenceLookInput)
    .output(schema.presenceLookOutput)
    .query(({ ctx, input }) => lookAt(ctx, input)),
  leave: procedure('presence.leave')
    .input(schema.presenceLeaveInput)
    .output(schema.presenceLeaveOutput)
    .query(({ ctx, input }) => leaveLook(ctx, input)),
});

import { untilHere } from '../until-here.ts';

/** Waited for rather than imported: else each late part that makes changes would carry a copy of all that sends them. */
export const { outbox, isUnkept, keepOutbox, takeUpKept, dismissRefusal } = await untilHere(
  () => import('./page-outbox.ts'),
);

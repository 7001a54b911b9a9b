'use client';

import { nowIso } from '../clock.ts';
import { createEffects } from '../effects/effects.ts';
import { rereadRights } from '../loads/loads.ts';
import { refresh } from '../loads/refresh.ts';
import { notify } from '../notices.ts';
import { createCell } from '../store/cell.ts';
import { store } from '../store/page-store.ts';
import { signedOut } from '../store/session.ts';
import { isOutOfSight } from './call-error.ts';
import { createOutbox } from './outbox.ts';
import type { OutboxState } from './outbox.ts';
import { newOpId } from './own-ops.ts';
import { send } from './send.ts';
import { typedText } from './typed-text.ts';

/** What the page says of its saving, in one quiet place. */
export const syncState = createCell<OutboxState>({ pending: 0, stuck: false });

/** The outbox of this page. */
export const outbox = createOutbox({
  store,
  effects: createEffects,
  send,
  refresh,
  signedOut,
  now: nowIso,
  newOpId,
  later: (work, milliseconds) => void setTimeout(work, milliseconds),
  onRefused: (op, error, alongside) => {
    if (isOutOfSight(error)) rereadRights();
    notify({
      kind: 'refused',
      procedure: op.procedure,
      code: error.code,
      message: error.message,
      text: typedText([op, ...alongside]),
      more: alongside.length,
    });
  },
  onState: (state) => syncState.set(state),
});

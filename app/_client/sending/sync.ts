'use client';

import { nowIso } from '../clock.ts';
import { createEffects } from '../effects/effects.ts';
import { newId } from '../ids.ts';
import { refresh } from '../loads/refresh.ts';
import { notify } from '../notices.ts';
import { createCell } from '../store/cell.ts';
import { store } from '../store/page-store.ts';
import { createOutbox } from './outbox.ts';
import type { Op, OutboxState } from './outbox.ts';
import { send } from './send.ts';

/** What the page says of its saving, in one quiet place. */
export const syncState = createCell<OutboxState>({ pending: 0, stuck: false, signedOut: false });

/** The outbox of this page. */
export const outbox = createOutbox({
  store,
  effects: createEffects,
  send,
  refresh,
  now: nowIso,
  newOpId: newId,
  later: (work, milliseconds) => void setTimeout(work, milliseconds),
  onRefused: (op, error, alongside) =>
    notify({
      kind: 'refused',
      procedure: op.procedure,
      code: error.code,
      message: error.message,
      text: textOf(op),
      more: alongside.length,
    }),
  onState: (state) => syncState.set(state),
});

/** What a person typed into an operation, so that a refusal does not lose it. */
function textOf(op: Op): string | null {
  const { set, ...own } = op.input as { set?: object } & Record<string, unknown>;
  const fields: Record<string, unknown> = { ...own, ...set };
  const text = ['title', 'body', 'notes', 'name'].map((field) => fields[field]);
  return text.find((one): one is string => typeof one === 'string' && one !== '') ?? null;
}

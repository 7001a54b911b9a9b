import { createCell } from '../store/cell.ts';
import type { Refusal } from './op-log.ts';
import type { OutboxState } from './outbox.ts';

/** What the page says of its saving, in one quiet place. */
export const syncState = createCell<OutboxState>({ pending: 0, stuck: false, outdated: false });

/** What the server refused and the person has not seen to yet, on this device. */
export const refusals = createCell<readonly Refusal[]>([]);

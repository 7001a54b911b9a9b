import { untilHere } from '../../_client/until-here.ts';
import type { tellNotice } from './tell-notice.ts';

let teller: Promise<typeof tellNotice> | null = null;

/** What says a notice: fetched with what is likely to come next, or with the first of them, until it comes. */
export function loadTeller(): Promise<typeof tellNotice> {
  teller ??= untilHere(async () => (await import('./tell-notice.ts')).tellNotice);
  return teller;
}

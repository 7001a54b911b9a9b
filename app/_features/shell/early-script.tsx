import { askEarly } from '../../_client/loads/ask-early.ts';

/** Asks what the shell will ask, before its script is here. Drawn on the server alone. */
export function EarlyScript() {
  return <script>{`(${String(askEarly)})()`}</script>;
}

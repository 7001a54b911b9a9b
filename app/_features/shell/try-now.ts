import { retryNow } from '../../_client/intents/keep-changes.ts';
import { loadIntents } from '../../_client/intents/late-intents.ts';
import { rereadShown } from '../../_client/loads/loads.ts';

/** Tries again at once what waits for the server: changes, files and what is shown. It is no change itself. */
export function tryNow(): void {
  void loadIntents();
  retryNow();
  void import('../../_client/intents/files.ts').then(({ wakeFiles }) => wakeFiles());
  rereadShown({ force: true });
}

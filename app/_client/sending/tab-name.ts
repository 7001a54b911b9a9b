import { newId } from '../ids.ts';
import { withStorage } from '../storage.ts';

/** Forgotten with what else the tab keeps of its person (`tab-memory.ts`). */
const key = 'cairn.files';

/** The name of this tab, over reloads. */
export function tabName(): string {
  const fresh: string = newId();
  const known = withStorage('sessionStorage', (storage) => storage.getItem(key));
  if (known === null) withStorage('sessionStorage', (storage) => storage.setItem(key, fresh));
  return known ?? fresh;
}

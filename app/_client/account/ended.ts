import { withStorage } from '../storage.ts';

/** Of this tab, and gone with what else it keeps of its person. */
const key = 'cairn.ended';

/** The session of this page is over without its person having asked for that: the page where one signs in says so. */
export function noteEnded(): void {
  withStorage('sessionStorage', (storage) => storage.setItem(key, 'yes'));
}

export function wasEnded(): boolean {
  return withStorage('sessionStorage', (storage) => storage.getItem(key)) !== null;
}

import type { KeptCopy } from '../device/database.ts';
import { read } from '../sending/read.ts';
import { createCell } from '../store/cell.ts';

let asked: Promise<string | undefined> | undefined;

/**
 * Where the page goes on in the logs of the person's workspaces: where the copy stands that this device has, or where
 * they ended when the page began, before it read anything of them. What comes after is told live. Undefined where the
 * server did not say it.
 */
export function firstPosition(): Promise<string | undefined> {
  asked ??= read('sync.pull', {}).then(
    ({ cursor }) => cursor,
    () => undefined,
  );
  return asked;
}

/** The page begins with the copy that this device has. */
export function beginAt(cursor: string): void {
  asked = Promise.resolve(cursor);
}

/** Says what of the store is whole, and as of when: null for nothing, undefined where it is not sure now. */
export type Standing = () => KeptCopy | null | undefined;

/** How the page stands while it follows; another each time something happened. */
export const standing = createCell<Standing>(() => undefined);

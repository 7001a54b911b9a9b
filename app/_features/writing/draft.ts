'use client';

import { useState } from 'react';
import { createCell } from '../../_client/store/cell.ts';
import { useCell } from '../../_client/store/use-cell.ts';
import { withStorage } from '../../_client/storage.ts';
import { useWriting } from './writing.ts';

/** A text that is being written, and what stood there when that began: of which version of the thing, where that counts. */
export type Draft = { was: string; text: string; version?: number };

const nameOf = (key: string) => `cairn.draft.${key}`;

function readDraft(key: string): Draft | null {
  return withStorage(
    'sessionStorage',
    (storage) => JSON.parse(storage.getItem(nameOf(key)) ?? 'null') as Draft | null,
  );
}

/** A browser that refuses storage still lets the text be written; only a reload would lose it. */
function keepDraft(key: string, draft: Draft | null): void {
  withStorage('sessionStorage', (storage) => {
    if (isChanged(draft)) storage.setItem(nameOf(key), JSON.stringify(draft));
    else storage.removeItem(nameOf(key));
  });
}

function isChanged(draft: Draft | null): boolean {
  return draft !== null && draft.text !== draft.was;
}

/**
 * A text that is being written and survives a reload of this tab.
 * @param leave called when it goes out of sight with changes; what it does not end is there again next time
 */
export function useDraft(key: string, leave: () => void = () => undefined) {
  const [cell] = useState(() => createCell(readDraft(key)));
  const set = (draft: Draft | null) => {
    cell.set(draft);
    keepDraft(key, draft);
  };
  useWriting({ isUnsaved: () => isChanged(cell.get()), commit: leave });
  return {
    /** Null while nothing is being written. */
    draft: useCell(cell),
    begin: (was: string, version?: number) =>
      set({ was, text: was, ...(version !== undefined && { version }) }),
    type: (text: string) => set({ was: '', ...cell.get(), text }),
    end: () => set(null),
  };
}

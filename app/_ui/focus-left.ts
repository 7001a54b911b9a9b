import type { FocusEvent } from 'react';

/** True if the focus went elsewhere in the page; false if the whole window lost it and will give it back. */
export function focusLeft({ currentTarget }: FocusEvent): boolean {
  return document.activeElement !== currentTarget;
}

import type { ChangeListGroupsOutput } from '../../../server/change/schema.ts';

export type Page = Pick<ChangeListGroupsOutput, 'items' | 'names' | 'nextCursor'>;

/** The newest page anew, with what was read below it. */
export function withHead(was: Page, head: Page): Page {
  const last = head.items.at(-1);
  if (head.nextCursor === null || !last) return head;
  const ids = new Set(head.items.map(({ groupId }) => groupId));
  const rest = was.items.filter(({ groupId, at }) => !ids.has(groupId) && at < last.at);
  if (rest.length === 0) return head;
  return {
    items: [...head.items, ...rest],
    names: { ...was.names, ...head.names },
    nextCursor: was.nextCursor,
  };
}

/** An older page below what is there. */
export function withTail(was: Page, tail: Page): Page {
  const ids = new Set(was.items.map(({ groupId }) => groupId));
  return {
    items: [...was.items, ...tail.items.filter(({ groupId }) => !ids.has(groupId))],
    names: { ...was.names, ...tail.names },
    nextCursor: tail.nextCursor,
  };
}

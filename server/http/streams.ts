import type { ServerResponse } from 'node:http';

/** The subscriptions of a process: each is some hours of one answer, and must not keep the process from ending. */
export function createStreams() {
  const ends = new Set<() => void>();
  let isOver = false;
  return {
    /** @returns what a subscription calls when it begins. @param began told of it then */
    begin: (response: ServerResponse, began: () => void) => (end: () => void) => {
      began();
      if (response.closed) return end();
      ends.add(end);
      response.once('close', () => ends.delete(end));
      if (isOver) end();
    },
    /** Ends all of them; whoever follows goes on from their cursor, with another process. */
    end(): void {
      isOver = true;
      for (const end of ends) end();
    },
  };
}

import { rereadRights, rereadShown } from '../loads/loads.ts';
import {
  readComments,
  readLabels,
  readMembers,
  readProjects,
  readSections,
} from '../loads/read-lists.ts';
import { callErrorOf, isOutOfSight, isPassing } from '../sending/call-error.ts';
import { tellAttachments } from '../store/attachment-news.ts';
import type { OutboxState } from '../sending/outbox.ts';
import type { Cell } from '../store/cell.ts';
import type { Want, Wanted, What } from './wanted.ts';

const lists: Partial<Record<What, (id: string) => Promise<void>>> = {
  labels: readLabels,
  members: readMembers,
  sections: readSections,
  comments: readComments,
};

/** Loads that keep an answer as it came, by procedure and input, the list of archived projects, and history. */
const answers = /^(archived |history |\w+[.])/;
const history = /^history /;

/** The shortest rest before a read that did not get through is wanted again. */
const shortestRest = 2_000;

export type ReaderParts = {
  /** What the outbox does meanwhile. Counts that were taken while it was at work may have its changes in them. */
  sync: Cell<OutboxState>;
  /** Told of such counts. */
  doubtful: (workspaceId: string) => void;
  /** What is to be read once more, after a while. */
  want: Want;
  /** 0 to 1: pages that were turned away together do not come back in the same moment. */
  random?: () => number;
};

/** Reads again what is wanted. Reads that are asked for together travel as one request. */
export function createReader({ sync, doubtful, want, random = Math.random }: ReaderParts) {
  async function readCounts(workspaceId: string): Promise<void> {
    const before = sync.get();
    await readProjects(workspaceId);
    if (before.pending > 0 || sync.get() !== before) doubtful(workspaceId);
  }

  async function readOne({ what, id }: Wanted): Promise<void> {
    try {
      await (what === 'projects' ? readCounts(id) : lists[what]?.(id));
    } catch (error) {
      if (isOutOfSight(error)) rereadRights();
      else if (isPassing(callErrorOf(error))) later({ what, id }, callErrorOf(error).retryAfter);
      // What failed is part of what is shown, which is tried until it succeeds.
      else rereadShown({ force: true });
    }
  }

  /** A server that is busy is not asked for all that is shown as well. */
  function later({ what, id }: Wanted, retryAfter: number | null): void {
    const rest = Math.max(shortestRest, (retryAfter ?? 0) * 1_000);
    setTimeout(() => want(what, id), rest * (1 + random() / 2));
  }

  return (all: readonly Wanted[]): void => {
    const whats = new Set(all.map(({ what }) => what));
    if (whats.has('files')) tellAttachments();
    if (whats.has('shown')) return rereadShown({ force: true });
    if (whats.has('rights')) rereadRights();
    if (whats.has('history')) rereadShown({ force: true, only: history });
    if (whats.has('answers')) rereadShown({ force: true, only: answers });
    for (const one of all) void readOne(one);
  };
}

import { rereadRights, rereadShown } from '../loads/loads.ts';
import {
  readComments,
  readLabels,
  readMembers,
  readProjects,
  readSections,
} from '../loads/read-lists.ts';
import { isOutOfSight } from '../sending/call-error.ts';
import { tellAttachments } from '../store/attachment-news.ts';
import type { OutboxState } from '../sending/outbox.ts';
import type { Cell } from '../store/cell.ts';
import type { Wanted, What } from './wanted.ts';

const lists: Partial<Record<What, (id: string) => Promise<void>>> = {
  labels: readLabels,
  members: readMembers,
  sections: readSections,
  comments: readComments,
};

/** Loads that keep an answer as it came, by procedure and input, and the list of archived projects. */
const answers = /^(archived |\w+[.])/;

/**
 * Reads again what is wanted. Reads that are asked for together travel as one request.
 * @param sync what the outbox does meanwhile. Counts that were taken while it was at work may have its changes in them
 * or not, so they are `doubtful`.
 */
export function createReader(sync: Cell<OutboxState>, doubtful: (workspaceId: string) => void) {
  async function readCounts(workspaceId: string): Promise<void> {
    const before = sync.get();
    await readProjects(workspaceId);
    if (before.pending > 0 || sync.get() !== before) doubtful(workspaceId);
  }

  async function readOne({ what, id }: Wanted): Promise<void> {
    try {
      await (what === 'projects' ? readCounts(id) : lists[what]?.(id));
    } catch (error) {
      // What failed is part of what is shown, which is tried until it succeeds.
      if (isOutOfSight(error)) rereadRights();
      else rereadShown({ force: true });
    }
  }

  return (all: readonly Wanted[]): void => {
    const whats = new Set(all.map(({ what }) => what));
    if (whats.has('files')) tellAttachments();
    if (whats.has('shown')) return rereadShown({ force: true });
    if (whats.has('rights')) rereadRights();
    if (whats.has('answers')) rereadShown({ force: true, only: answers });
    for (const one of all) void readOne(one);
  };
}

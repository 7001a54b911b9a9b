import { rereadRights, rereadShown } from '../loads/loads.ts';
import {
  readComments,
  readLabels,
  readMembers,
  readPlans,
  readProjects,
  readRelations,
  readSections,
  readViews,
} from '../loads/read-lists.ts';
import { readReminders } from '../loads/read-reminders.ts';
import { callErrorOf, isOutOfSight, isPassing } from '../sending/call-error.ts';
import { store } from '../store/page-store.ts';
import { tellAttachments } from '../store/attachment-news.ts';
import type { OutboxState } from '../sending/outbox.ts';
import type { Cell } from '../store/cell.ts';
import type { Part } from './read-copy.ts';
import type { Want, Wanted, What } from './wanted.ts';

const lists: Partial<Record<What, (id: string) => Promise<void>>> = {
  labels: readLabels,
  views: readViews,
  plans: readPlans,
  reminders: readReminders,
  members: readMembers,
  sections: readSections,
  comments: readComments,
  relations: readRelations,
};

/** Loads that keep an answer as it came, by procedure and input, history, and what was completed. */
const answers = /^(history |completed |\w+[.])/;
const history = /^(history|completed) /;

/** What is read with who is here, and so with all that is shown. */
const ofShell: ReadonlySet<What> = new Set<What>(['projects', 'labels', 'members']);

/** The shortest rest before a read that did not get through is wanted again. */
const shortestRest = 2_000;
/** So many parts and lists of comments are read one by one. */
const mostSingly = 30;

export type ReaderParts = {
  /** What the outbox does meanwhile. Counts that were taken while it was at work may have its changes in them. */
  sync: Cell<OutboxState>;
  /** Told of such counts. */
  doubtful: (workspaceId: string) => void;
  /** What is to be read once more, after a while. */
  want: Want;
  /** Reads what came into sight. @throws CallError */
  readPart: (part: Part) => Promise<unknown>;
  /** Told of a workspace, all of which is to be read anew; undefined for all of them. */
  doubt: (workspaceId?: string) => void;
  /** 0 to 1: pages that were turned away together do not come back in the same moment. */
  random?: () => number;
};

/** Reads again what is wanted. Reads that are asked for together travel as one request. */
export function createReader(parts: ReaderParts) {
  const { sync, doubtful, want, random = Math.random } = parts;
  let reading = 0;

  async function readCounts(workspaceId: string): Promise<void> {
    const before = sync.get();
    await readProjects(workspaceId);
    if (before.pending > 0 || sync.get() !== before) doubtful(workspaceId);
  }

  async function readNow({ what, id, part }: Wanted): Promise<void> {
    if (what === 'projects') await readCounts(id);
    else if (part) await parts.readPart(part);
    else await lists[what]?.(id);
  }

  async function readOne(wanted: Wanted): Promise<void> {
    reading += 1;
    try {
      await readNow(wanted);
    } catch (error) {
      if (isOutOfSight(error)) rereadRights();
      else if (isPassing(callErrorOf(error))) later(wanted, callErrorOf(error).retryAfter);
      else doubtAll();
    } finally {
      reading -= 1;
    }
  }

  /** What failed is part of what is shown, or held, which is tried until it succeeds. */
  function doubtAll(): void {
    parts.doubt();
    rereadShown({ force: true });
  }

  /** A server that is busy is not asked for all that is shown as well. */
  function later({ what, id, part }: Wanted, retryAfter: number | null): void {
    reading += 1;
    const rest = Math.max(shortestRest, (retryAfter ?? 0) * 1_000);
    const again = () => {
      reading -= 1;
      want(what, id, part);
    };
    setTimeout(again, rest * (1 + random() / 2));
  }

  /** Leaves out what is quicker to read as a whole workspace. */
  function few(all: readonly Wanted[]): readonly Wanted[] {
    const [singly, rest] = [all.filter(isSingle), all.filter((one) => !isSingle(one))];
    if (singly.length <= mostSingly) return all;
    for (const id of new Set(singly.map(workspaceOf))) if (id !== undefined) parts.doubt(id);
    return rest;
  }

  return {
    read: (all: readonly Wanted[]): void => {
      const whats = new Set(all.map(({ what }) => what));
      if (whats.has('files')) tellAttachments();
      for (const { what, id } of all) if (what === 'workspace') parts.doubt(id);
      const isShown = whats.has('shown');
      if (isShown) rereadShown({ force: true });
      if (!isShown && whats.has('rights')) rereadRights();
      if (!isShown && whats.has('history')) rereadShown({ force: true, only: history });
      if (!isShown && whats.has('answers')) rereadShown({ force: true, only: answers });
      for (const one of few(all)) if (!isShown || !ofShell.has(one.what)) void readOne(one);
    },
    /** True while something is read, or is to be read once more. */
    isReading: () => reading > 0,
  };
}

const isSingle = ({ what }: Wanted) => ['part', 'comments', 'relations'].includes(what);

function workspaceOf({ id, part }: Wanted): string | undefined {
  return part?.workspaceId ?? store.get('tasks', id)?.workspaceId;
}

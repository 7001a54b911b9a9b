import { changeKind } from '../domain/catalogue.ts';
import type { ChangeType } from '../domain/catalogue.ts';
import type { ProjectId, TaskId, UserId } from '../domain/ids.ts';
import { mostChanges } from '../domain/limits.ts';
import { CairnError } from '../platform/errors.ts';

/** What a verb says of one thing that it changed; who, when and where it stands in the log is added. */
export type ChangeDraft = {
  type: ChangeType;
  entityId: string;
  /** The task in whose history it shows; the entity itself for tasks. */
  taskId?: TaskId;
  projectId?: ProjectId | null;
  /** Set by a move between projects: where it came from. Of a relation between projects: where its second task is. */
  fromProjectId?: ProjectId | null;
  /** Only this person may see it. */
  audienceUserId?: UserId;
  before?: object;
  after?: object;
};

export type Record = (draft: ChangeDraft) => void;

export type Recorder = {
  record: Record;
  drafts(): ChangeDraft[];
};

/** Collects what one transaction changes, in order. */
export function createRecorder(): Recorder {
  const drafts: ChangeDraft[] = [];
  return {
    record(draft) {
      if (drafts.length >= mostChanges) {
        throw new CairnError(
          'PAYLOAD_TOO_LARGE',
          `One call may change at most ${mostChanges} things; name fewer. Where more hang below one task, move those below it first.`,
        );
      }
      drafts.push(draft);
    },
    drafts: () => drafts,
  };
}

/** The tasks whose place among hot tasks may have changed. */
export function hotTaskIds(drafts: readonly ChangeDraft[]): TaskId[] {
  const ids = drafts
    .filter((draft) => changeKind(draft.type).hot)
    .map((draft) => draft.entityId as TaskId);
  return [...new Set(ids)];
}

import type { LabelColour, TaskStatus } from '../../domain/enums.ts';
import type { ImportFormat, Ledger } from '../schema.ts';

/**
 * One thing of a file in Cairn's words. Items come in the file's order: a task may come before its
 * section or parent. Instants are ISO 8601 in UTC with milliseconds; days are derived by the run,
 * which knows the person's zone.
 */
export type ImportItem =
  | { kind: 'project'; sourceId: string; name: string; prints: Prints }
  | SectionItem
  | { kind: 'label'; sourceId: string; name: string; colour: LabelColour }
  | { kind: 'member'; sourceId: string; name: string }
  | TaskItem
  | CommentItem;

/** What a field that holds words of ours is compared by instead of itself: the same in every language. */
export type Prints = { name?: string; title?: string; notes?: string };

export type SectionItem = {
  kind: 'section';
  sourceId: string;
  parentSourceId: string;
  name: string;
  position: number;
  prints: Prints;
};

export type TaskItem = {
  kind: 'task';
  sourceId: string;
  /** The parent task's. */
  parentSourceId: string | null;
  projectSourceId: string;
  /** Null on subtasks, which stand where their parent does. */
  sectionSourceId: string | null;
  /** Steps below the task without parent: 0, 1, 2. */
  depth: number;
  /** Place among all tasks of this depth in the file; no two have the same. */
  position: number;
  title: string;
  notes: string;
  status: TaskStatus;
  startAt: string | null;
  dueAt: string | null;
  createdAt: string | null;
  completedAt: string | null;
  labelSourceIds: string[];
  /** Names of people of the source; none of them need have an account here. */
  assignees: string[];
  author: string | null;
  prints: Prints;
};

export type CommentItem = {
  kind: 'comment';
  sourceId: string;
  /** The task's. */
  parentSourceId: string;
  body: string;
  author: string | null;
  createdAt: string | null;
};

export type ReadOptions = {
  /** Without it the file's own shape decides. */
  format?: ImportFormat | undefined;
  /** Instead of the name that the source gives. */
  projectName?: string | undefined;
  /** For the few words that are put into notes. */
  locale: 'en' | 'ru';
  /** Times of the source that lie after it are not believed. */
  now: Date;
};

/** A file that was looked through once and can be read. `ledger` is whole when `items` has ended. */
export type Reading = {
  format: ImportFormat;
  items(): AsyncGenerator<ImportItem>;
  ledger(): Ledger;
};

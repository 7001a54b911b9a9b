'use client';

import { createContext, use } from 'react';
import type { Range } from '../../../server/domain/quick-add/tokens.ts';
import { reader, untilReader } from '../quick-add/late-reader.ts';
import type { Written } from '../quick-add/written-tasks.ts';
import { intend, intentsHere } from '../../_client/intents/late-intents.ts';
import type { Intents } from '../../_client/intents/late-intents.ts';
import { createCell } from '../../_client/store/cell.ts';
import type { Cell } from '../../_client/store/cell.ts';
import { entered, withEnd } from '../writing/entered.ts';
import type { Line } from './line.ts';
import type { Drop } from './place.ts';

/** Where a dragged task would go, for the mark on the row. */
export type DropMark = { id: string; drop: Drop | 'end'; allowed: boolean };

/** What a person is doing in a list. Rows listen to their own part of it only. */
export type ListState = {
  /** The row that keys are about. */
  cursor: Cell<string | null>;
  selected: Cell<ReadonlySet<string>>;
  /** The row whose title is being written. */
  editing: Cell<string | null>;
  /** The line for a new task. */
  line: Cell<Line | null>;
  /** What stands in that line, so that scrolling it away loses nothing. */
  draft: Cell<string>;
  /** The parts of it that quick add is not to read. */
  literal: Cell<readonly Range[]>;
  /** True while something of it was entered and cannot be added yet: it stays in the line until then. */
  isAdding: Cell<boolean>;
  /** The task that stands in the panel. */
  opened: Cell<string | null>;
  dragged: Cell<string | null>;
  mark: Cell<DropMark | null>;
};

export const nothingSelected: ReadonlySet<string> = new Set();

/** The state of a list that was just opened. */
export function createListState(): ListState {
  return {
    cursor: createCell<string | null>(null),
    selected: createCell(nothingSelected),
    editing: createCell<string | null>(null),
    line: createCell<Line | null>(null),
    draft: createCell(''),
    literal: createCell<readonly Range[]>([]),
    isAdding: createCell(false),
    opened: createCell<string | null>(null),
    dragged: createCell<string | null>(null),
    mark: createCell<DropMark | null>(null),
  };
}

/** What the rows of one list share. */
export type ListScene = {
  list: ListState;
  /** False in lists that are sorted by something else than hand. */
  canMove: boolean;
  /** True where a task can be dragged: to where the hand puts it, or into another part. */
  canDrag: boolean;
  /** True where the order is the person's own: who may only read a task moves it too, and nothing nests. */
  ownOrder?: boolean;
  /** True where tasks of several projects stand together. */
  showProject: boolean;
  /** Whether a row need not say this day: the list, or the part that it stands in, is about it. */
  isImplied: (day: string) => boolean;
  openTask: (taskId: string) => void;
  /** What a row says of itself, muted, at its end. */
  rowNote?: ((taskId: string) => string) | undefined;
};

/** Takes out what stands in the line for a new task. */
function takeWritten({ draft, literal }: ListState): Written {
  const written = { text: draft.get(), literal: literal.get() };
  draft.set('');
  literal.set([]);
  return written;
}

/** Adds what stands in that line: at once, or as soon as it can be kept, with what is entered behind it until then. */
export function addWritten(
  list: ListState,
  add: (intents: Intents, written: Written) => void,
): void {
  const text = list.draft.get();
  if (text.trim() === '') {
    takeWritten(list);
    return;
  }
  const isFirst = !list.isAdding.get();
  // Who types is slower than what reads it comes; what is pasted comes at once.
  const isTooEarly = /\n/u.test(text) && reader.get() === null;
  if (isTooEarly || !intentsHere()) {
    list.isAdding.set(true);
    // A field shows no line breaks, and would give the text back without those of what was pasted.
    list.draft.set(withEnd(text.replaceAll(/\r?\n/gu, entered)));
  }
  if (!isFirst) return;
  const enter = () => intend((intents) => addEntered(list, (written) => add(intents, written)));
  if (isTooEarly) void untilReader().then(enter);
  else enter();
}

/** Takes out what was not entered yet, where other things wait to be added. */
export function dropWritten(list: ListState): void {
  if (list.isAdding.get()) list.draft.set(list.draft.get().slice(0, endOfEntered(list) + 1));
  else takeWritten(list);
}

/** What waits as one text of lines; what is written behind it stays in the line. */
function addEntered(list: ListState, add: (written: Written) => void): void {
  if (!list.isAdding.get()) {
    add(takeWritten(list));
    return;
  }
  const end = endOfEntered(list);
  const { text, literal } = takeWritten(list);
  list.draft.set(text.slice(end + 1));
  list.isAdding.set(false);
  if (end > 0) add({ text: text.slice(0, end).replaceAll(entered, '\n'), literal });
}

const endOfEntered = ({ draft }: ListState): number => draft.get().lastIndexOf(entered);

const Scene = createContext<ListScene | null>(null);
export const ListSceneProvider = Scene;

/** The list that this row stands in. */
export function useListScene(): ListScene {
  const scene = use(Scene);
  if (!scene) throw new Error('a row stands outside of a list');
  return scene;
}

'use client';

import { useEffect, useMemo, useRef } from 'react';
import type { ReactNode } from 'react';
import type { TaskOutput } from '../../../server/task/schema.ts';
import type { NewTask } from '../../_client/intents/add-task.ts';
import type { Place } from '../../_client/store/place.ts';
import { panelTask } from '../shell/route.ts';
import { useLocation } from '../../_client/router.ts';
import { useRowHeight } from '../../_ui/density.ts';
import { BulkBar } from './bulk-bar.tsx';
import { listDrag } from './list-drag.ts';
import { ListPart } from './list-part.tsx';
import { ListSceneProvider } from './list-state.ts';
import type { ListState } from './list-state.ts';
import type { Standing } from './move-rows.ts';
import type { Part } from './outline.ts';
import { useCursor } from './use-cursor.ts';
import { useListDrags } from './use-list-drags.ts';
import { useListKeys } from './use-list-keys.ts';
import { useWindow } from './use-window.ts';

/** Puts tasks right before a row (null: at the end), or past the next one, and says where the last one stands then. */
export type PlaceThere = (
  to: { before: string | null } | { by: 1 | -1 },
  say: (standing: Standing) => void,
) => void;

/** What a list needs to know of its parts. */
export type PartRules = {
  /** Read aloud. */
  label: (part: Part) => string;
  /** What stands above its rows; null for a part without a heading. */
  heading: (part: Part) => ReactNode;
  /** Where new tasks of a part go and what they have from the start; null where none can be added. */
  newTask: (part: Part) => { workspaceId: string; top: Place; task: Omit<NewTask, 'title'> } | null;
  /** In a list that is not sorted by hand: what a part does with tasks that come into it from another; null where it takes none. */
  take?: (part: Part) => ((tasks: readonly TaskOutput[]) => void) | null;
  /**
   * In a list that each person orders for themselves: how tasks are put into a part, or elsewhere in it; null where they
   * cannot stand there.
   */
  place?: (part: Part, tasks: readonly TaskOutput[]) => PlaceThere | null;
  /** True where the headings open the lines for new tasks, so that none stands below each part. */
  addsAtHead?: boolean;
};

type Props = {
  list: ListState;
  parts: readonly Part[];
  rules: PartRules;
  /** False in lists that are sorted by something else than hand: there nothing nests either. */
  canMove: boolean;
  showProject?: boolean;
  /** Whether rows need not say this day; of one identity as long as it says the same. */
  isImplied?: (day: string) => boolean;
  openTask: (taskId: string) => void;
  /** What a row says of itself, muted; of one identity as long as it says the same. */
  rowNote?: ((taskId: string) => string) | undefined;
};

const never = () => false;

const headingHeight = 40;
/** Between parts that have no line for new tasks. */
const gap = 16;

/** Tasks in headed parts: nested, sorted by hand or not, with keys, dragging and lines for new ones. */
export function TaskList(props: Props) {
  const { list, parts, rules, canMove, showProject = false, isImplied = never } = props;
  const { openTask, rowNote } = props;
  const box = useRef<HTMLDivElement>(null);
  const rowHeight = useRowHeight();
  const ownOrder = rules.place !== undefined;
  const canDrag = canMove || ownOrder || rules.take !== undefined;
  const scene = useMemo(
    () => ({ list, canMove, canDrag, ownOrder, showProject, isImplied, openTask, rowNote }),
    [list, canMove, canDrag, ownOrder, showProject, isImplied, openTask, rowNote],
  );
  const lengths = parts.map(({ rows }) => rows.length);
  const headed = parts.map((part) => rules.heading(part) !== null);
  const heights = {
    row: rowHeight,
    above: (part: number) => (headed[part] ? headingHeight : 0),
    below: rules.addsAtHead === true ? gap : rowHeight,
  };
  const ranges = useWindow(box, lengths, heights);
  useCursor({ list, parts, ranges });
  useListKeys({ list, parts, rules, canMove, openTask, box, lengths, heights });
  useListDrags({ list, parts, rules, wanted: canDrag });

  const search = useLocation()?.search ?? '';
  useEffect(() => list.opened.set(panelTask(search)), [list, search]);

  return (
    <ListSceneProvider value={scene}>
      <div
        ref={box}
        data-list
        onPointerOver={listDrag.preload}
        className="@container md:-ml-[27px]"
      >
        {parts.map((part, index) => (
          <ListPart
            key={part.key}
            part={part}
            range={ranges[index] ?? { from: 0, to: 0 }}
            rowHeight={rowHeight}
            rules={rules}
          />
        ))}
      </div>
      <BulkBar list={list} order={() => parts.flatMap((part) => part.rows.map(({ id }) => id))} />
    </ListSceneProvider>
  );
}

'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import type { ChangeOutput } from '../../../server/change/schema.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { useAnswer } from '../../_client/ask.ts';
import { Button } from '../../_ui/button.tsx';
import { Spinner } from '../../_ui/spinner.tsx';
import { groupChanges } from './group-changes.ts';
import { HistoryEntry } from './history-entry.tsx';
import { UndoDialog } from './undo-dialog.tsx';
import type { ToUndo } from './undo-dialog.tsx';

type Props = { task: TaskOutput; canUndo: boolean };

const pageSize = 50;

/** The changes of a task, newest first, a page at a time. */
export function HistoryPages({ task, canUndo }: Props) {
  const [cursors, setCursors] = useState<readonly string[]>([]);
  // After a new change later pages would begin elsewhere: what is shown goes back to the first.
  const [seen, setSeen] = useState(task.version);
  if (seen !== task.version) {
    setSeen(task.version);
    setCursors([]);
  }
  return [undefined, ...cursors].map((cursor, at) => (
    <HistoryPage
      key={cursor ?? ''}
      task={task}
      canUndo={canUndo}
      cursor={cursor}
      isLast={at === cursors.length}
      onMore={(next) => setCursors([...cursors, next])}
    />
  ));
}

type PageProps = Props & {
  cursor: string | undefined;
  isLast: boolean;
  onMore: (cursor: string) => void;
};

function HistoryPage({ task, canUndo, cursor, isLast, onMore }: PageProps) {
  const t = useTranslations('history');
  const { workspaceId, id: taskId, version, commentCount, attachmentCount } = task;
  const answer = useAnswer('change.list', {
    workspaceId,
    taskId,
    limit: pageSize,
    ...(cursor !== undefined && { cursor }),
  });
  const { again } = answer;
  const [undoing, setUndoing] = useState<ToUndo | null>(null);
  const read = useRef(again);
  useEffect(() => {
    read.current = again;
  });
  const first = useRef(true);
  useEffect(() => {
    if (!first.current) read.current();
    first.current = false;
  }, [version, commentCount, attachmentCount]);

  if (answer.data === undefined) {
    return answer.status === 'failed' ? (
      <p className="flex items-center gap-2 py-1 text-sm text-muted">
        {t('failed')}
        <Button tone="plain" onClick={again}>
          {t('again')}
        </Button>
      </p>
    ) : (
      <p className="py-2 text-muted">
        <Spinner label={t('title')} />
      </p>
    );
  }
  const { items, nextCursor } = answer.data;
  const undo = ({ id, groupId, type, entity }: ChangeOutput, line: string) => {
    const parts = [{ type, entity }];
    setUndoing({ workspaceId, line, groupId, changeId: id, importId: null, parts });
  };
  const close = () => {
    setUndoing(null);
    again();
  };
  return (
    <>
      <ol className="flex flex-col gap-1 py-1">
        {groupChanges(items).map((group) => (
          <HistoryEntry
            key={group.changes[0].id}
            workspaceId={workspaceId}
            group={group}
            onUndo={canUndo ? undo : undefined}
          />
        ))}
      </ol>
      <UndoDialog what={undoing} onClose={close} />
      {isLast && nextCursor !== null && (
        <Button tone="plain" onClick={() => onMore(nextCursor)} className="-ml-3">
          {t('more')}
        </Button>
      )}
    </>
  );
}

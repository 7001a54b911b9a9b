'use client';

import Waypoints from 'lucide-react/icons/waypoints';
import X from 'lucide-react/icons/x';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import type { ProjectOutput } from '../../../server/project/schema.ts';
import { unrelateTasks } from '../../_client/intents/relations.ts';
import { may } from '../../_client/store/may.ts';
import { relationLinks, useRelated } from '../../_client/store/related.ts';
import type { RelationLink } from '../../_client/store/related.ts';
import { useTask, useWorkspaces, useWritable } from '../../_client/store/use-rows.ts';
import { classNames } from '../../_ui/class-names.ts';
import { IconButton } from '../../_ui/icon-button.tsx';
import { useOverlay } from '../../_ui/overlay.ts';
import { TaskMark } from '../command/task-mark.tsx';
import { openTask } from '../shell/open-task.ts';
import { FieldButton, FieldLine } from '../task-panel/field-line.tsx';
import type { FieldProps } from '../task-panel/field-props.ts';
import { focusPanel } from '../task-panel/panel-keys.ts';
import { RelationPicker } from './relation-picker.tsx';

/** What a task is to others, a group for each kind. Who may not write sees it where there is something to see. */
export function RelationsField({
  task,
  canWrite,
  project,
}: FieldProps & { project: ProjectOutput | undefined }) {
  const t = useTranslations('relation');
  const picker = useOverlay('dialog');
  const related = useRelated(task.id);
  const workspace = useWorkspaces().find(({ id }) => id === task.workspaceId);
  const mayAdd = canWrite && may('relation.add', { workspace, project });
  const mayRemove = may('relation.remove', { workspace });
  const links = relationLinks.filter((link) => related[link].length > 0);
  if (links.length === 0 && !mayAdd) return null;
  const name = t('title');
  return (
    <FieldLine name={name} icon={<Waypoints size={16} />}>
      <div className="flex min-w-0 flex-1 flex-col items-start">
        {links.map((link) => (
          <Group key={link} name={t(`link.${link}`)}>
            {related[link].map((id) => (
              <Line
                key={id}
                task={task}
                link={link}
                otherId={id}
                mayRemove={mayRemove}
                canWrite={canWrite}
              />
            ))}
          </Group>
        ))}
        {mayAdd && (
          <FieldButton {...picker.trigger} name={name} hotkey="r" empty>
            {t('add')}
          </FieldButton>
        )}
      </div>
      {mayAdd && <RelationPicker task={task} surface={picker.surface} />}
    </FieldLine>
  );
}

function Group({ name, children }: { name: string; children: React.ReactNode }) {
  const id = useId();
  return (
    <>
      <span id={id} className="flex min-h-8 items-center px-2 text-sm text-muted touch:min-h-11">
        {name}
      </span>
      <ul aria-labelledby={id} className="w-full pb-1">
        {children}
      </ul>
    </>
  );
}

type LineProps = FieldProps & {
  link: RelationLink;
  otherId: string;
  /** What the role allows; the right on either task is then enough. */
  mayRemove: boolean;
};

function Line({ task, canWrite, link, otherId, mayRemove }: LineProps) {
  const t = useTranslations('relation');
  const other = useTask(otherId);
  const isWritable = useWritable(other?.projectId);
  if (!other) return null;
  const closed = other.status === 'open' ? null : other.status;
  return (
    <li className="group/relation flex min-h-8 w-full items-center rounded-control hover:bg-hover touch:min-h-11">
      <button
        type="button"
        data-ring="inside"
        onClick={() => openTask(other.id)}
        className="flex min-h-8 min-w-0 flex-1 items-center gap-2 rounded-control px-2 text-left touch:min-h-11"
      >
        <TaskMark status={other.status} priority={other.priority} />
        <span className="line-clamp-2 min-w-0 py-1 wrap-anywhere">
          {other.key !== '' && (
            <span data-figures className="pr-1 text-sm whitespace-nowrap text-muted">
              {other.key}{' '}
            </span>
          )}
          <span className={classNames(closed && 'text-muted line-through')}>{other.title}</span>
        </span>
        {closed && <span className="sr-only">{t(closed)}</span>}
      </button>
      {mayRemove && (canWrite || isWritable) && (
        <IconButton
          label={t('remove', { link: t(`link.${link}`), title: other.title })}
          onClick={({ currentTarget }) => {
            focusPanel(currentTarget);
            unrelateTasks(task, link, other.id);
          }}
          className="opacity-0 group-hover/relation:opacity-100 focus-visible:opacity-100 touch:opacity-100"
        >
          <X size={16} aria-hidden />
        </IconButton>
      )}
    </li>
  );
}

'use client';

import Folder from 'lucide-react/icons/folder';
import Rows2 from 'lucide-react/icons/rows-2';
import { useTranslations } from 'next-intl';
import type { ProjectOutput } from '../../../server/project/schema.ts';
import { useAnswer } from '../../_client/ask.ts';
import { moveTask, sendTask } from '../../_client/intents/move-task.ts';
import { useSectionIds } from '../../_client/store/use-rows.ts';
import { LabelDot } from '../../_ui/label-dot.tsx';
import { useOverlay } from '../../_ui/overlay.ts';
import { Picker } from '../../_ui/picker.tsx';
import { FieldButton, FieldLine, FieldValue } from './field-line.tsx';
import type { FieldProps } from './field-props.ts';
import { usePlaceChoice } from './place-choice.tsx';
import { useListed } from './use-listed.ts';

type Props = FieldProps & { project: ProjectOutput | undefined };

/** The project of a task; another one is a move. */
export function ProjectField({ task, canWrite, project }: Props) {
  const t = useTranslations('field');
  const picker = useOverlay('listbox');
  const choice = usePlaceChoice([task], (to) => sendTask(task, to));
  const name = t('project');
  const value = project ? (
    <>
      <LabelDot colour={project.colour} />
      <span className="truncate">{project.isInbox ? t('inbox') : project.name}</span>
    </>
  ) : null;
  return (
    <FieldLine name={name} icon={<Folder size={16} />}>
      {canWrite ? (
        <FieldButton {...picker.trigger} name={name} hotkey="m">
          {value}
        </FieldButton>
      ) : (
        <FieldValue>{value}</FieldValue>
      )}
      <Picker {...picker.surface} {...choice} label={name} />
    </FieldLine>
  );
}

/** No real id is empty. */
const noSection = '';

/** The section of a task in its project; nothing where the project has none. */
export function SectionField({ task, canWrite }: FieldProps) {
  const t = useTranslations('field');
  const picker = useOverlay('listbox');
  const { workspaceId, projectId, sectionId } = task;
  const kept = useListed('sections', useSectionIds(projectId));
  // Opened from Today, the project itself may never have been read.
  const asked = useAnswer('section.list', { workspaceId, projectId });
  const sections = kept.length > 0 ? kept : (asked.data?.items ?? []);
  if (sections.length === 0) return null;
  const name = t('section');
  const value = sections.find(({ id }) => id === sectionId)?.name ?? t('noSection');
  return (
    <FieldLine name={name} icon={<Rows2 size={16} />}>
      {canWrite ? (
        <FieldButton {...picker.trigger} name={name} empty={sectionId === null}>
          <span className="truncate">{value}</span>
        </FieldButton>
      ) : (
        <FieldValue empty={sectionId === null}>{value}</FieldValue>
      )}
      <Picker
        {...picker.surface}
        label={name}
        options={[
          { id: noSection, label: t('noSection') },
          ...sections.map((section) => ({ id: section.id, label: section.name })),
        ]}
        chosen={[sectionId ?? noSection]}
        onPick={(id) =>
          id !== (sectionId ?? noSection) &&
          moveTask(task, { projectId, sectionId: id === noSection ? null : id, parentId: null })
        }
      />
    </FieldLine>
  );
}

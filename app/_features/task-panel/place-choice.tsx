'use client';

import Rows2 from 'lucide-react/icons/rows-2';
import { useTranslations } from 'next-intl';
import type { ProjectOutput } from '../../../server/project/schema.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { store } from '../../_client/store/page-store.ts';
import { useProjectIds } from '../../_client/store/use-rows.ts';
import { LabelDot } from '../../_ui/label-dot.tsx';
import type { PickerOption, PickerProps } from '../../_ui/overlay-types.ts';
import { useListed } from './use-listed.ts';

type Send = (to: { projectId: string; sectionId: string | null }) => void;

/** The projects of one workspace that tasks may go to, and the sections that are known of them, each below its own. */
export function usePlaceChoice(tasks: readonly TaskOutput[], onSend: Send): PickerProps {
  const t = useTranslations('field');
  const projects = useListed('projects', useProjectIds(tasks[0]?.workspaceId ?? ''));
  const nameOf = (one: ProjectOutput) => (one.isInbox ? t('inbox') : one.name);
  const options = projects
    .filter(({ right, archivedAt }) => right === 'write' && archivedAt === null)
    .flatMap((project): PickerOption[] => [
      {
        id: project.id,
        label: nameOf(project),
        icon: <LabelDot colour={project.colour} />,
        hint: project.key,
      },
      ...store.sectionsIn(project.id).flatMap((id) => {
        const section = store.get('sections', id);
        return section
          ? [{ id, label: section.name, icon: sectionIcon, hint: nameOf(project) }]
          : [];
      }),
    ]);
  const places = new Set<string>(
    tasks.map(({ sectionId, parentId, projectId }) => (!parentId && sectionId) || projectId),
  );
  return {
    label: t('moveTo'),
    options,
    chosen: places.size === 1 ? [...places] : [],
    onPick: (id) => {
      if (places.size === 1 && places.has(id)) return;
      const section = store.get('sections', id);
      onSend({ projectId: section?.projectId ?? id, sectionId: section?.id ?? null });
    },
  };
}

const sectionIcon = (
  <span className="pl-3 text-muted">
    <Rows2 size={14} aria-hidden />
  </span>
);

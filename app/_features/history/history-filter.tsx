'use client';

import { useTranslations } from 'next-intl';
import { store } from '../../_client/store/page-store.ts';
import { useMemberRowIds, useProjectIds } from '../../_client/store/use-rows.ts';
import { SelectField } from '../../_ui/select-field.tsx';
import { useLeftName } from '../team/use-left-name.ts';

type Filter = { actorId: string | null; projectId: string | null };
type Props = { workspaceId: string; filter: Filter; onChange: (filter: Filter) => void };

/** Narrows the history to a person and a project. One who works alone is not asked whom. */
export function HistoryFilter({ workspaceId, filter, onChange }: Props) {
  const t = useTranslations('history.screen');
  const inbox = useTranslations('field')('inbox');
  const leftName = useLeftName();
  const people = useMemberRowIds(workspaceId).flatMap((id) => store.get('members', id) ?? []);
  const projects = useProjectIds(workspaceId).flatMap((id) => store.get('projects', id) ?? []);
  const choice = (id: string | null) => id ?? '';
  return (
    <div className="grid grid-cols-2 gap-3 sm:max-w-110">
      <SelectField
        label={t('where')}
        value={choice(filter.projectId)}
        onChange={({ target }) => onChange({ ...filter, projectId: target.value || null })}
        options={[
          { value: '', label: t('anywhere') },
          ...projects.map(({ id, name, isInbox }) => ({
            value: id,
            label: isInbox ? inbox : name,
          })),
        ]}
      />
      {people.length > 1 && (
        <SelectField
          label={t('who')}
          value={choice(filter.actorId)}
          onChange={({ target }) => onChange({ ...filter, actorId: target.value || null })}
          options={[
            { value: '', label: t('everyone') },
            ...people.map((member) => ({
              value: member.userId,
              label: leftName(member) ?? member.name,
            })),
          ]}
        />
      )}
    </div>
  );
}

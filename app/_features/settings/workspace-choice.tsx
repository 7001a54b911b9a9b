'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { useWorkspaces } from '../../_client/store/use-rows.ts';
import { CheckLine } from '../../_ui/check-line.tsx';
import { FieldError } from '../../_ui/field-error.tsx';
import { Segmented } from '../../_ui/segmented.tsx';

type Props = {
  /** Null: all of them. */
  chosen: readonly string[] | null;
  onChange: (chosen: readonly string[] | null) => void;
  problem: string | null;
};

/** In which workspaces a token works. */
export function WorkspaceChoice({ chosen, onChange, problem }: Props) {
  const t = useTranslations('tokens');
  const id = useId();
  const workspaces = useWorkspaces();
  return (
    <div className="flex flex-col gap-1.5">
      <p id={id} className="text-sm font-medium">
        {t('workspaces')}
      </p>
      <Segmented
        labelledBy={id}
        options={(['all', 'some'] as const).map((value) => ({ value, label: t(`in.${value}`) }))}
        value={chosen === null ? 'all' : 'some'}
        onChange={(value) => onChange(value === 'all' ? null : [])}
      />
      {chosen !== null && (
        <div className="flex flex-col">
          {workspaces.map((workspace) => (
            <CheckLine
              key={workspace.id}
              checked={chosen.includes(workspace.id)}
              onChange={(checked) =>
                onChange(
                  checked
                    ? [...chosen, workspace.id]
                    : chosen.filter((one) => one !== workspace.id),
                )
              }
            >
              {workspace.name}
            </CheckLine>
          ))}
        </div>
      )}
      {problem !== null && <FieldError id={`${id}-note`}>{problem}</FieldError>}
    </div>
  );
}

'use client';

import Plus from 'lucide-react/icons/plus';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { WorkspaceOutput } from '../../../server/workspace/schema.ts';
import { useStore } from '../../_client/store/page-store.ts';
import { labelColours } from '../../../server/domain/enums.ts';
import { intend } from '../../_client/intents/late-intents.ts';
import { useLabel, useLabelIds } from '../../_client/store/use-rows.ts';
import { IconButton } from '../../_ui/icon-button.tsx';
import { LabelDot } from '../../_ui/label-dot.tsx';
import { SidebarGroup, SidebarItem } from '../../_ui/sidebar-item.tsx';
import { NameField } from '../project/name-field.tsx';
import { labelPath } from './route.ts';

type Props = { workspace: WorkspaceOutput };

/** The labels of a workspace, and the line that makes one. Each new one gets the next colour. */
export function LabelGroup({ workspace }: Props) {
  const t = useTranslations('shell');
  const ids = useLabelIds(workspace.id);
  const [adding, setAdding] = useState(false);
  const colour = labelColours[1 + (ids.length % (labelColours.length - 1))] ?? 'grey';
  return (
    <SidebarGroup
      title={t('labels')}
      action={
        workspace.role !== 'guest' && (
          <IconButton label={t('newLabel')} onClick={() => setAdding(true)}>
            <Plus size={16} aria-hidden />
          </IconButton>
        )
      }
    >
      {ids.map((id) => (
        <LabelItem key={id} labelId={id} />
      ))}
      {adding && (
        <div className="flex h-8 items-center gap-2.5 rounded-control bg-raised px-2 ring-1 ring-border touch:h-11">
          <span className="flex size-4 shrink-0 items-center justify-center">
            <LabelDot colour={colour} />
          </span>
          <NameField
            label={t('labelName')}
            placeholder={t('labelName')}
            longest={60}
            goesOn
            onSave={(name) =>
              intend(({ addLabel }) => void addLabel(workspace.id, { name, colour }))
            }
            onEnd={() => setAdding(false)}
          />
        </div>
      )}
    </SidebarGroup>
  );
}

function LabelItem({ labelId }: { labelId: string }) {
  const label = useLabel(labelId);
  const href = useStore((store) => (label ? labelPath(store, label) : ''));
  if (!label) return null;
  return <SidebarItem href={href} label={label.name} icon={<LabelDot colour={label.colour} />} />;
}

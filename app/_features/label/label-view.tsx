'use client';

import Ellipsis from 'lucide-react/icons/ellipsis';
import Pencil from 'lucide-react/icons/pencil';
import Trash from 'lucide-react/icons/trash-2';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { labelColours } from '../../../server/domain/enums.ts';
import type { LabelOutput } from '../../../server/label/schema.ts';
import { deleteLabel, renameLabel, updateLabel } from '../../_client/intents/labels.ts';
import { useLoad } from '../../_client/loads/use-load.ts';
import { may } from '../../_client/store/may.ts';
import { navigate } from '../../_client/router.ts';
import { usePicked } from '../../_client/store/use-cell.ts';
import { useLabelledIds, useWorkspaces } from '../../_client/store/use-rows.ts';
import { EmptyState } from '../../_ui/empty-state.tsx';
import { IconButton } from '../../_ui/icon-button.tsx';
import { LabelDot } from '../../_ui/label-dot.tsx';
import { Menu } from '../../_ui/menu.tsx';
import { useOverlay } from '../../_ui/overlay.ts';
import { Popover } from '../../_ui/popover.tsx';
import { ViewHeader } from '../../_ui/view-header.tsx';
import { NameField } from '../project/name-field.tsx';
import { ColourGrid } from './colour-grid.tsx';
import { useAddTarget } from '../shell/add-target.ts';
import { Column } from '../shell/column.tsx';
import { LoadStateView } from '../shell/load-state.tsx';
import { openTask } from '../shell/open-task.ts';
import { inInbox } from '../task-list/in-inbox.ts';
import { createListState } from '../task-list/list-state.ts';
import { lineAtEnd } from '../task-list/line.ts';
import { TaskList } from '../task-list/task-list.tsx';
import type { PartRules } from '../task-list/task-list.tsx';
import { flatPart } from '../task-list/use-outline.ts';

/** The open tasks with a label, of all projects, by due. */
export function LabelView({ label }: { label: LabelOutput }) {
  const t = useTranslations('label');
  const [list] = useState(createListState);
  const isWriting = usePicked(list.line, (line) => line !== null);
  const [renaming, setRenaming] = useState(false);
  const load = useLoad('label', label.id);
  const ids = useLabelledIds(label.id);
  const workspace = useWorkspaces().find(({ id }) => id === label.workspaceId);
  const parts = useMemo(() => [flatPart('label', ids)], [ids]);

  useAddTarget(list, () => {
    const [part] = parts;
    if (part) list.line.set(lineAtEnd(part));
    return true;
  });
  const rules: PartRules = {
    label: () => label.name,
    heading: () => null,
    newTask: () => inInbox(workspace, { labelIds: [label.id] }),
  };
  const title = renaming ? (
    <NameField
      label={t('name')}
      value={label.name}
      longest={60}
      onSave={(name, was) => renameLabel(label, name, was)}
      onEnd={() => setRenaming(false)}
    />
  ) : (
    <LabelDot colour={label.colour} name={label.name} className="max-w-full gap-2.5" />
  );
  return (
    <>
      <ViewHeader
        title={title}
        actions={
          may('label.update', { workspace }) && (
            <LabelActions label={label} onRename={() => setRenaming(true)} />
          )
        }
      />
      <Column>
        <LoadStateView load={load} isEmpty={ids.length === 0 && !isWriting}>
          <TaskList
            list={list}
            parts={parts}
            rules={rules}
            canMove={false}
            showProject
            openTask={openTask}
          />
          {ids.length === 0 && <EmptyState>{t('empty')}</EmptyState>}
        </LoadStateView>
      </Column>
    </>
  );
}

function LabelActions({ label, onRename }: { label: LabelOutput; onRename: () => void }) {
  const t = useTranslations('label');
  const menu = useOverlay('menu');
  const colours = useOverlay('dialog');
  return (
    <>
      <IconButton label={t('menu')} data-label-menu {...menu.trigger}>
        <Ellipsis size={16} aria-hidden />
      </IconButton>
      <Menu
        {...menu.surface}
        align="end"
        label={t('menu')}
        entries={[
          { label: t('rename'), icon: <Pencil size={16} />, onSelect: onRename },
          {
            label: t('colour'),
            icon: <LabelDot colour={label.colour} />,
            onSelect: () => {
              const button = document.querySelector<HTMLElement>('[data-label-menu]');
              if (button) colours.showAt(button);
            },
          },
          'line',
          {
            label: t('delete'),
            icon: <Trash size={16} />,
            tone: 'danger',
            onSelect: () => {
              deleteLabel(label);
              navigate('/today');
            },
          },
        ]}
      />
      <Popover {...colours.surface} align="end" label={t('colour')}>
        <ColourGrid
          colours={labelColours}
          chosen={label.colour}
          onPick={(colour) => {
            updateLabel(label, { colour });
            colours.hide();
          }}
        />
      </Popover>
    </>
  );
}

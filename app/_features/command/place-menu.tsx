'use client';

import Archive from 'lucide-react/icons/archive';
import Copy from 'lucide-react/icons/copy';
import Link from 'lucide-react/icons/link';
import PanelRight from 'lucide-react/icons/arrow-right';
import Pencil from 'lucide-react/icons/pencil';
import Trash from 'lucide-react/icons/trash-2';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { labelColours } from '../../../server/domain/enums.ts';
import type { LabelOutput } from '../../../server/label/schema.ts';
import type { ProjectOutput } from '../../../server/project/schema.ts';
import { deleteLabel, renameLabel, updateLabel } from '../../_client/intents/labels.ts';
import {
  archiveProject,
  deleteProject,
  renameProject,
  updateProject,
} from '../../_client/intents/projects.ts';
import { navigate } from '../../_client/router.ts';
import { may } from '../../_client/store/may.ts';
import { store } from '../../_client/store/page-store.ts';
import { LabelDot } from '../../_ui/label-dot.tsx';
import { Menu } from '../../_ui/menu.tsx';
import type { MenuEntry } from '../../_ui/overlay-types.ts';
import { Popover } from '../../_ui/popover.tsx';
import { ColourGrid } from '../label/colour-grid.tsx';
import { NameField } from '../project/name-field.tsx';
import { splitPath } from '../workspace/workspace-path.ts';
import { findProject, routeOf } from '../shell/route.ts';
import type { Tools } from './acts.tsx';
import { copyAddress, copyProject } from './copy.ts';
import type { Scene } from './scene.ts';
import { closeSurface } from './surface.ts';
import { useLast } from './use-last.ts';

type Place = { kind: 'project'; row: ProjectOutput } | { kind: 'label'; row: LabelOutput };
type Form = { of: Place; what: 'rename' | 'colour'; anchor: HTMLElement | null };

/** The menu of a project or label of the sidebar. The inbox has none: it can neither be renamed nor go away. */
export function PlaceMenu({ scene, tools }: { scene: Scene | null; tools: Tools }) {
  const t = useTranslations('command');
  const [form, setForm] = useState<Form | null>(null);
  const last = useLast(scene);
  const place = last && placeOf(last.anchor);
  const close = () => setForm(null);
  const entries = usePlaceEntries(place, {
    tools,
    href: last?.anchor?.getAttribute('href') ?? '',
    onForm: (what) => place && setTimeout(() => setForm({ of: place, what, anchor: last.anchor })),
  });
  const surface = { open: form !== null, anchor: form?.anchor ?? null, onClose: close };
  return (
    <>
      <Menu
        open={scene !== null && place !== null}
        anchor={last?.anchor ?? null}
        at={last?.at}
        onClose={closeSurface}
        label={t('menu')}
        entries={entries}
      />
      <Popover {...surface} open={form?.what === 'rename'} label={t('rename')} className="w-64 p-2">
        {form && <RenameForm of={form.of} onEnd={close} />}
      </Popover>
      <Popover {...surface} open={form?.what === 'colour'} label={t('colour')}>
        {form && <ColourForm of={form.of} onEnd={close} />}
      </Popover>
    </>
  );
}

function placeOf(anchor: HTMLElement | null): Place | null {
  const path = anchor?.getAttribute('href') ?? '';
  const route = routeOf(path);
  if (route.view === 'project') {
    const row = findProject(store, route.ref, splitPath(path).tail);
    return row ? { kind: 'project', row } : null;
  }
  const row = route.view === 'label' ? store.get('labels', route.ref) : undefined;
  return row ? { kind: 'label', row } : null;
}

type EntryParts = { tools: Tools; href: string; onForm: (what: Form['what']) => void };

function usePlaceEntries(
  place: Place | null,
  { tools, href, onForm }: EntryParts,
): readonly MenuEntry[] {
  const t = useTranslations('command');
  if (!place) return [];
  const { kind, row } = place;
  const scope = {
    workspace: store.get('workspaces', row.workspaceId),
    project: kind === 'project' ? row : undefined,
  };
  /** Whoever stands in what goes away goes to Today. */
  const leaving = (act: () => void) => () => {
    act();
    if (window.location.pathname === href) navigate('/today');
  };
  const open = { label: t('go'), icon: <PanelRight size={16} />, onSelect: () => navigate(href) };
  const edits: MenuEntry[] = [
    { label: t('rename'), icon: <Pencil size={16} />, onSelect: () => onForm('rename') },
    {
      label: t('colour'),
      icon: (
        <span className="flex size-4 items-center justify-center">
          <LabelDot colour={row.colour} />
        </span>
      ),
      onSelect: () => onForm('colour'),
    },
  ];
  const link = {
    label: t('copyLink'),
    icon: <Link size={16} />,
    onSelect: () => copyAddress(href, tools),
  };
  const remove = (act: () => void): MenuEntry => ({
    label: t('delete'),
    icon: <Trash size={16} />,
    tone: 'danger',
    onSelect: leaving(act),
  });
  if (kind === 'label') {
    const own = may('label.update', scope) ? ['line' as const, ...edits] : [];
    const end = may('label.delete', scope) ? ['line' as const, remove(() => deleteLabel(row))] : [];
    return [open, link, ...own, ...end];
  }
  const copy = {
    label: t('copyProject'),
    icon: <Copy size={16} />,
    onSelect: () => copyProject({ project: row }, tools),
  };
  const archive = {
    label: t('archive'),
    icon: <Archive size={16} />,
    onSelect: leaving(() => archiveProject(row)),
  };
  return [
    open,
    link,
    copy,
    ...(may('project.update', scope) ? ['line' as const, ...edits] : []),
    ...(may('project.archive', scope) ? ['line' as const, archive] : []),
    ...(may('project.delete', scope) ? [remove(() => deleteProject(row))] : []),
  ];
}

function RenameForm({ of: { kind, row }, onEnd }: { of: Place; onEnd: () => void }) {
  const t = useTranslations('command');
  const save = (name: string, was: string) =>
    kind === 'project' ? renameProject(row, name, was) : renameLabel(row, name, was);
  return <NameField label={t('name')} value={row.name} onSave={save} onEnd={onEnd} />;
}

function ColourForm({ of: { kind, row }, onEnd }: { of: Place; onEnd: () => void }) {
  return (
    <ColourGrid
      colours={labelColours}
      chosen={row.colour}
      onPick={(colour) => {
        if (kind === 'project') updateProject(row, { colour });
        else updateLabel(row, { colour });
        onEnd();
      }}
    />
  );
}

'use client';

import ChevronsUpDown from 'lucide-react/icons/chevrons-up-down';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { useLocation } from '../../_client/router.ts';
import { LateMenu } from '../../_ui/late-menu.tsx';
import { latePart } from '../../_ui/late-part.ts';
import { Logo } from '../../_ui/logo.tsx';
import { useOverlay } from '../../_ui/overlay.ts';
import { chooseWorkspace, useCurrentWorkspace } from './current-workspace.ts';
import type { SwitcherEntriesProps } from './switcher-entries.tsx';
import { WorkspaceMark } from './workspace-mark.tsx';
import { useWorkspaceName } from './workspace-name.ts';
import { isInWorkspace } from './workspace-path.ts';

const entriesPart = latePart<SwitcherEntriesProps>(
  async () => (await import('./switcher-entries.tsx')).SwitcherEntries,
);

/** Which workspace this is, and the menu that leads to the others. */
export function Switcher() {
  const t = useTranslations();
  const workspace = useCurrentWorkspace();
  const path = useLocation()?.path ?? '/';
  const menu = useOverlay('menu');
  const nameOf = useWorkspaceName();
  const name = workspace ? nameOf(workspace) : t('product.name');
  const id = isInWorkspace(path) ? workspace?.id : undefined;
  useEffect(() => {
    if (id !== undefined) chooseWorkspace(id);
  }, [id]);
  return (
    <>
      <button
        type="button"
        data-ring="inside"
        data-switcher
        disabled={!workspace}
        {...menu.trigger}
        className="flex h-9 w-full items-center gap-2.5 rounded-control px-1.5 text-left font-semibold select-none hover:bg-hover aria-expanded:bg-selected touch:h-11"
      >
        {workspace ? <WorkspaceMark id={workspace.id} name={name} /> : <Logo className="size-5" />}
        <span className="sr-only">{workspace && t('workspace.switch')}</span>
        <span className="min-w-0 truncate">{name}</span>
        <ChevronsUpDown size={14} aria-hidden className="shrink-0 text-muted" />
      </button>
      {workspace && <LateMenu part={entriesPart} menu={menu} props={{ workspace }} />}
    </>
  );
}

'use client';

import Ellipsis from 'lucide-react/icons/ellipsis';
import ListFilter from 'lucide-react/icons/list-filter';
import Lock from 'lucide-react/icons/lock';
import Pencil from 'lucide-react/icons/pencil';
import SlidersHorizontal from 'lucide-react/icons/sliders-horizontal';
import Trash from 'lucide-react/icons/trash-2';
import UsersRound from 'lucide-react/icons/users-round';
import { useTranslations } from 'next-intl';
import type { ViewOutput } from '../../../server/view/schema.ts';
import { deleteView, updateView } from '../../_client/intents/views.ts';
import { navigate } from '../../_client/router.ts';
import { IconButton } from '../../_ui/icon-button.tsx';
import { Menu } from '../../_ui/menu.tsx';
import { useOverlay } from '../../_ui/overlay.ts';
import type { MenuEntry } from '../../_ui/overlay-types.ts';
import { Popover } from '../../_ui/popover.tsx';
import { ViewFields } from '../filter/view-fields.tsx';
import { pathHere } from '../workspace/current-workspace.ts';
import type { rightsOnView } from './may-change-view.ts';

type Props = {
  view: ViewOutput;
  rights: ReturnType<typeof rightsOnView>;
  onRename: () => void;
  onEdit: () => void;
};

/** How a view is shown, and what can be done with it. */
export function ViewActions({ view, rights, onRename, onEdit }: Props) {
  const t = useTranslations('filter');
  const menu = useOverlay('menu');
  const manner = useOverlay('dialog');
  const share = (isShared: boolean) => () => updateView(view, { isShared });
  const sharing: MenuEntry[] = [
    ...(rights.share
      ? [{ label: t('share'), icon: <UsersRound size={16} />, onSelect: share(true) }]
      : []),
    ...(rights.unshare
      ? [{ label: t('unshare'), icon: <Lock size={16} />, onSelect: share(false) }]
      : []),
  ];
  return (
    <>
      <IconButton label={t('manner')} {...manner.trigger}>
        <SlidersHorizontal size={16} aria-hidden />
      </IconButton>
      <Popover
        {...manner.surface}
        align="end"
        label={t('manner')}
        className="flex w-64 flex-col gap-3 p-4"
      >
        <ViewFields manner={view} onChange={(part) => updateView(view, part)} />
      </Popover>
      <IconButton label={t('menu')} data-view-menu {...menu.trigger}>
        <Ellipsis size={16} aria-hidden />
      </IconButton>
      <Menu
        {...menu.surface}
        align="end"
        label={t('menu')}
        entries={[
          { label: t('edit'), icon: <ListFilter size={16} />, onSelect: onEdit },
          { label: t('rename'), icon: <Pencil size={16} />, onSelect: onRename },
          ...sharing,
          'line',
          {
            label: t('delete'),
            icon: <Trash size={16} />,
            tone: 'danger',
            onSelect: () => {
              deleteView(view);
              navigate(pathHere('/inbox'));
            },
          },
        ]}
      />
    </>
  );
}

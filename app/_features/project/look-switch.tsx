'use client';

import Kanban from 'lucide-react/icons/square-kanban';
import List from 'lucide-react/icons/list';
import { useTranslations } from 'next-intl';
import { IconButton } from '../../_ui/icon-button.tsx';
import { looks } from './project-look.ts';
import type { Look } from './project-look.ts';

const icons = { list: List, board: Kanban };

/** Shows a project as a list or as a board. */
export function LookSwitch({ look, onChange }: { look: Look; onChange: (look: Look) => void }) {
  const t = useTranslations('board');
  return (
    <span role="group" aria-label={t('look')} className="flex">
      {looks.map((one) => {
        const Icon = icons[one];
        return (
          <IconButton
            key={one}
            label={t(one)}
            keys="v"
            pressed={one === look}
            onClick={() => one !== look && onChange(one)}
          >
            <Icon size={16} aria-hidden />
          </IconButton>
        );
      })}
    </span>
  );
}

'use client';

import { useMe } from '../../_client/store/use-rows.ts';
import { Avatar } from '../../_ui/avatar.tsx';
import { LateMenu } from '../../_ui/late-menu.tsx';
import { latePart } from '../../_ui/late-part.ts';
import { useOverlay } from '../../_ui/overlay.ts';
import type { AccountEntriesProps } from './account-entries.tsx';

const entriesPart = latePart<AccountEntriesProps>(
  async () => (await import('./account-entries.tsx')).AccountEntries,
);

/** The person, and the menu of what is theirs. */
export function AccountMenu() {
  const me = useMe();
  const menu = useOverlay('menu');
  if (!me) return null;
  return (
    <>
      <button
        type="button"
        data-ring="inside"
        data-account
        {...menu.trigger}
        className="flex h-9 w-full items-center gap-2.5 rounded-control px-1.5 text-left select-none hover:bg-hover aria-expanded:bg-selected touch:h-11"
      >
        <span aria-hidden className="flex">
          <Avatar id={me.id} name={me.name} />
        </span>
        <span className="min-w-0 flex-1 truncate">{me.name}</span>
      </button>
      <LateMenu part={entriesPart} menu={menu} props={{ name: me.name }} />
    </>
  );
}

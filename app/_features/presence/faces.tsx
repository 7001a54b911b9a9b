'use client';

import { useTranslations } from 'next-intl';
import { useStore } from '../../_client/store/page-store.ts';
import { useMember } from '../../_client/store/use-rows.ts';
import { memberRowId } from '../../_client/store/rows.ts';
import { Avatar } from '../../_ui/avatar.tsx';
import { phone, useMedia } from '../../_ui/use-media.ts';

export type FacesProps = {
  workspaceId: string;
  userIds: readonly string[];
  of: 'project' | 'task';
};

const most = { wide: 3, phone: 1 };

/** People who look at the same now, by name; who is no member any more is not among them. */
export function Faces({ workspaceId, userIds, of }: FacesProps) {
  const t = useTranslations('presence');
  const room = useMedia(phone) ? most.phone : most.wide;
  const looking = new Set(userIds.map((userId) => memberRowId(workspaceId, userId)));
  const here = useStore((store) =>
    store
      .membersIn(workspaceId)
      .filter((id) => looking.has(id) && store.get('members', id)?.removedAt === null)
      .join(' '),
  );
  if (here === '') return null;
  const ids = here.split(' ');
  // A number in the place of one face would say less than the face.
  const shown = ids.length === room + 1 ? ids : ids.slice(0, room);
  const rest = ids.slice(shown.length);
  return (
    <span
      role="group"
      aria-label={t(of)}
      className="flex shrink-0 animate-appear items-center gap-1 pr-1"
    >
      {shown.map((id) => (
        <Face key={id} workspaceId={workspaceId} rowId={id} />
      ))}
      {rest.length > 0 && <Rest rowIds={rest} />}
    </span>
  );
}

function Face({ workspaceId, rowId }: { workspaceId: string; rowId: string }) {
  const userId = rowId.slice(workspaceId.length + 1);
  const member = useMember(workspaceId, userId);
  return member ? <Avatar id={userId} name={member.name} size="medium" /> : null;
}

function Rest({ rowIds }: { rowIds: readonly string[] }) {
  const names = useStore((store) =>
    rowIds.map((id) => store.get('members', id)?.name ?? '').join(', '),
  );
  return (
    <span
      data-tip={names}
      data-figures
      className="relative flex size-6 shrink-0 items-center justify-center rounded-full bg-hover text-xs text-muted"
    >
      <span aria-hidden>+{rowIds.length}</span>
      <span className="sr-only">{names}</span>
    </span>
  );
}

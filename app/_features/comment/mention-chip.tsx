'use client';

import { useMe, useMember } from '../../_client/store/use-rows.ts';
import { classNames } from '../../_ui/class-names.ts';
import { useLeftName } from '../team/use-left-name.ts';

type Props = {
  workspaceId: string;
  userId: string;
  /** `@Anna`, as it stood there when it was written. */
  written: string;
};

/** Someone who is mentioned, by the name of now; who has left is shown as such. */
export function MentionChip({ workspaceId, userId, written }: Props) {
  const leftName = useLeftName();
  const member = useMember(workspaceId, userId);
  const me = useMe();
  const isGone = member !== undefined && member.removedAt !== null;
  return (
    <span
      className={classNames(
        'rounded-[4px] px-0.5 py-px',
        userId === me?.id ? 'bg-accent-tint font-medium' : 'bg-hover',
        isGone && 'text-muted',
      )}
    >
      {member ? `@${leftName(member) ?? member.name}` : written}
    </span>
  );
}

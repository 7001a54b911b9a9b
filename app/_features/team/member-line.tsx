'use client';

import Ellipsis from 'lucide-react/icons/ellipsis';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { MemberOutput } from '../../../server/member/schema.ts';
import type { WorkspaceOutput } from '../../../server/workspace/schema.ts';
import { setRole } from '../../_client/intents/team.ts';
import { useMe } from '../../_client/store/use-rows.ts';
import { IconButton } from '../../_ui/icon-button.tsx';
import { Menu } from '../../_ui/menu.tsx';
import type { MenuEntry } from '../../_ui/overlay-types.ts';
import { useOverlay } from '../../_ui/overlay.ts';
import { ChoiceButton } from './choice-button.tsx';
import { HandOverDialog } from './hand-over-dialog.tsx';
import { LeavingDialog } from './leaving-dialog.tsx';
import { PersonLine } from './person-line.tsx';
import { isLastOwner, mayHandOver, mayRemove, rolesToGive } from './role-options.ts';
import type { useChange } from './use-change.ts';

type Props = {
  workspace: WorkspaceOutput;
  member: MemberOutput;
  owners: number;
  change: ReturnType<typeof useChange>;
};

/** A member: the role, and what can be done about the membership. */
export function MemberLine({ workspace, member, owners, change }: Props) {
  const t = useTranslations('team');
  const me = useMe();
  const [asking, setAsking] = useState<'leaving' | 'handOver' | null>(null);
  const { userId, name, email } = member;
  const role = change.valueOf(userId, member.role);
  const isMe = userId === me?.id;
  const asked = {
    me: { userId: me?.id ?? '', role: workspace.role },
    other: member,
    owners,
    isPersonal: workspace.isPersonal,
  };
  const isLast = isLastOwner(asked);
  const entries: MenuEntry[] = [
    ...(mayHandOver(asked)
      ? [{ label: t('handOver'), onSelect: () => setAsking('handOver') }]
      : []),
    ...(mayRemove(asked)
      ? [
          {
            label: t(isMe ? 'leave' : 'remove'),
            tone: 'danger' as const,
            onSelect: () => setAsking('leaving'),
          },
        ]
      : []),
  ];
  return (
    <PersonLine
      userId={userId}
      name={name}
      mark={isMe ? t(isLast && !workspace.isPersonal ? 'youOnlyOwner' : 'you') : undefined}
      note={email}
    >
      <ChoiceButton
        label={t('roleOf', { name })}
        value={role}
        choices={rolesToGive(asked)}
        nameOf={(one) => t(`role.${one}`)}
        onPick={(next) =>
          change.run(userId, next, () => setRole({ workspaceId: workspace.id, userId, role: next }))
        }
      />
      <span className="flex w-8 justify-end touch:w-11">
        {entries.length > 0 && <MoreMenu label={t('moreOf', { name })} entries={entries} />}
      </span>
      {asking === 'leaving' && (
        <LeavingDialog
          workspace={workspace}
          member={member}
          isMe={isMe}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'handOver' && (
        <HandOverDialog workspace={workspace} member={member} onClose={() => setAsking(null)} />
      )}
    </PersonLine>
  );
}

function MoreMenu({ label, entries }: { label: string; entries: readonly MenuEntry[] }) {
  const menu = useOverlay('menu');
  return (
    <>
      <IconButton label={label} {...menu.trigger}>
        <Ellipsis size={16} aria-hidden />
      </IconButton>
      <Menu {...menu.surface} align="end" label={label} entries={entries} />
    </>
  );
}

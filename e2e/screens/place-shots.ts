import { inTeam } from './acts.ts';
import type { Shot } from './shot.ts';

const ofLink = (link: string) => {
  const { pathname, hash } = new URL(link);
  return pathname + hash;
};

/** Workspaces and what is kept in them: trash, archive, members, links into them. */
export const placeShots: Record<string, Shot> = {
  'trash.full': { who: 'full', at: inTeam('trash') },
  'trash.empty': { who: 'empty', at: '/trash' },
  'history.full': { who: 'full', at: inTeam('history') },
  'history.empty': {
    who: 'full',
    at: ({ team }) => `/w/${team.tail}/history?by=00000000-0000-7000-8000-000000000000`,
  },
  'completed.full': { who: 'full', at: inTeam('completed?by=all') },
  'completed.mine': { who: 'full', at: '/completed' },
  'completed.empty': { who: 'empty', at: '/completed' },
  'archive.full': { who: 'full', at: inTeam('archive') },
  'archive.empty': { who: 'empty', at: '/archive' },
  'workspace.full': { who: 'full', at: inTeam('settings') },
  'members.full': { who: 'full', at: inTeam('settings/members') },
  'members.empty': {
    who: 'full',
    at: ({ told }) => `/w/${told.workspaceId.slice(-6)}/settings/members`,
  },
  'invite.open': { who: 'nobody', at: ({ team }) => ofLink(team.invites.open) },
  'invite.full': { who: 'empty', at: ({ team }) => ofLink(team.invites.open) },
  'invite.used': { who: 'nobody', at: ({ team }) => ofLink(team.invites.used) },
  'invite.unknown': { who: 'nobody', at: '/invite#cri_unknown' },
};

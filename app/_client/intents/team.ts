import type { DirectWriteName, DirectWrites } from '../contract.ts';
import { forgetWorkspace } from '../loads/forget.ts';
import { rereadShown } from '../loads/loads.ts';
import { writeDirectly } from './direct-write.ts';

type Of<P extends DirectWriteName> = Omit<DirectWrites[P]['input'], 'opId'>;
type Answer<P extends DirectWriteName> = Promise<DirectWrites[P]['output']>;

/** What people may do has changed: all that is shown is read again. @throws CallError */
async function change<P extends DirectWriteName>(procedure: P, input: Of<P>): Answer<P> {
  const answer = await writeDirectly(procedure, input);
  rereadShown({ force: true });
  return answer;
}

/** Makes a link with which one person can join; it is told this once. @throws CallError */
export const inviteMember = (input: Of<'member.invite'>) => change('member.invite', input);

/** Ends an invite that nobody has used. @throws CallError */
export const revokeInvite = (input: Of<'invite.revoke'>) => change('invite.revoke', input);

/** Gives a member another role. @throws CallError */
export const setRole = (input: Of<'member.setRole'>) => change('member.setRole', input);

/** Ends someone's membership. @throws CallError */
export const removeMember = (input: Of<'member.remove'>) => change('member.remove', input);

/** Ends one's own membership; the workspace goes out of this page. @throws CallError */
export async function leaveWorkspace(input: Of<'member.remove'>): Promise<void> {
  await writeDirectly('member.remove', input);
  forgetWorkspace(input.workspaceId);
}

/** Makes another member owner, and oneself an admin. @throws CallError */
export const transferWorkspace = (input: Of<'workspace.transfer'>) =>
  change('workspace.transfer', input);

/** Gives a member a right of their own on a project. @throws CallError */
export const shareProject = (input: Of<'project.share'>) => change('project.share', input);

/** Takes a member's own right on a project away. @throws CallError */
export const unshareProject = (input: Of<'project.unshare'>) => change('project.unshare', input);

/** Makes a project private, or opens it to the members. @throws CallError */
export const setProjectPrivate = (input: Of<'project.setPrivate'>) =>
  change('project.setPrivate', input);

/** Gives the caller the right to write in a private project that they are not in. @throws CallError */
export const takeOverProject = (input: Of<'project.takeOver'>) => change('project.takeOver', input);

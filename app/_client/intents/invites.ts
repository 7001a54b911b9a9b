import type { MeOutput } from '../../../server/account/schema.ts';
import type { InviteGetOutput } from '../../../server/invite/schema.ts';
import type { WorkspaceOutput } from '../../../server/workspace/schema.ts';
import { callErrorOf } from '../sending/call-error.ts';
import { fetchJson, readAnswer } from '../sending/read-answer.ts';
import { read } from '../sending/read.ts';
import { store } from '../store/page-store.ts';
import { writeDirectly } from './direct-write.ts';

/** What an invite leads to. Posted: a secret stands in no address, and so in no log on the way. @throws CallError */
export async function readInvite(secret: string): Promise<InviteGetOutput> {
  const { body, retryAfter } = await fetchJson('/api/trpc/invite.get', { post: { secret } });
  return readAnswer(body, retryAfter) as InviteGetOutput;
}

/** The signed-in person; null where nobody is. @throws CallError */
export async function readVisitor(): Promise<MeOutput | null> {
  try {
    return await read('account.me', {});
  } catch (cause) {
    const error = callErrorOf(cause);
    if (error.code === 'UNAUTHORIZED') return null;
    throw error;
  }
}

/** Joins the workspace of an invite; the store holds it then, with the projects that the person sees. @throws CallError */
export async function acceptInvite(secret: string, me: MeOutput): Promise<WorkspaceOutput> {
  const workspace = await writeDirectly('invite.accept', { secret });
  store.put('workspaces', [...me.workspaces, workspace]);
  const { items } = await read('project.list', { workspaceId: workspace.id });
  store.put('projects', items);
  return workspace;
}

import type { Page } from '@playwright/test';
import { call } from './call.ts';
import type { useInstance } from './use-instance.ts';

type Place = { workspaceId: string; projectId: string };
type Access = { role: 'admin' | 'member' | 'guest'; right?: 'read' | 'comment' | 'write' };

/**
 * Lets the person of a page into a workspace, with a right of their own in a project, and out of their own
 * workspace, so that this one is where they are.
 */
export async function join(
  cairn: ReturnType<typeof useInstance>,
  page: Page,
  { workspaceId, projectId, role, right }: Place & Access,
): Promise<string> {
  const { user, workspaces } = (await call(page, 'account.me')) as unknown as {
    user: { id: string };
    workspaces: { id: string }[];
  };
  const inbox = crypto.randomUUID();
  await cairn.sql(`INSERT INTO members (workspace_id, user_id, role) VALUES ($1, $2, $3::role)`, [
    workspaceId,
    user.id,
    role,
  ]);
  await cairn.sql(
    `INSERT INTO projects (workspace_id, id, name, key, is_private, inbox_of, "order", created_by)
     VALUES ($1, $2, 'Inbox', 'IN', true, $3, 'a0', $3)`,
    [workspaceId, inbox, user.id],
  );
  const grants = [[inbox, 'write'], ...(right ? [[projectId, right]] : [])] as const;
  for (const [id, given] of grants)
    await cairn.sql(
      `INSERT INTO project_members (workspace_id, project_id, user_id, "right") VALUES ($1, $2, $3, $4::project_right)`,
      [workspaceId, id, user.id, given],
    );
  for (const own of workspaces)
    await cairn.sql(`UPDATE workspaces SET deleted_at = now() WHERE id = $1`, [own.id]);
  return user.id;
}

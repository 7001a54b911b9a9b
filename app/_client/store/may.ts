import type { ProjectOutput } from '../../../server/project/schema.ts';
import { policyOf, rightCovers, roleAllows } from '../../../server/domain/policy.ts';
import type { Action } from '../../../server/domain/policy.ts';
import type { WorkspaceOutput } from '../../../server/workspace/schema.ts';

/** Where something is to be done; without a project it is the workspace's. */
export type Scope = {
  workspace: Pick<WorkspaceOutput, 'role'> | undefined;
  project?: Pick<ProjectOutput, 'right'> | undefined;
};

/**
 * Why the person may not do this here, by the table that the server asks: the role in the workspace or the right in
 * the project does not cover it. Null: they may. What may not be done is not offered, or says why.
 */
export function refusalOf(action: Action, { workspace, project }: Scope): 'role' | 'right' | null {
  if (!workspace || !roleAllows(workspace.role, action)) return 'role';
  const needed = policyOf(action).right;
  return needed && project && !rightCovers(project.right, needed) ? 'right' : null;
}

/** True where the person may do this here. */
export function may(action: Action, scope: Scope): boolean {
  return refusalOf(action, scope) === null;
}

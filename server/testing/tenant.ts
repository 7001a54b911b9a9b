import { sql } from 'drizzle-orm';
import { addComment } from '../comment/add-comment.ts';
import type { ChangeId, WorkspaceId } from '../domain/ids.ts';
import { restIssue } from '../import/testing/github-fixture.ts';
import { importAll, upload } from '../import/testing/importing.ts';
import { previewImport } from '../import/preview-import.ts';
import { createLabel } from '../label/create-label.ts';
import { deleteLabel } from '../label/delete-label.ts';
import { createProject } from '../project/create-project.ts';
import { deleteProject } from '../project/delete-project.ts';
import { createSection } from '../section/create-section.ts';
import { createSession } from '../auth/sessions.ts';
import { createTask } from '../task/create-task.ts';
import { deleteTask } from '../task/delete-task.ts';
import { createToken } from '../token/create-token.ts';
import { createWorkspace } from '../workspace/create-workspace.ts';
import type { Kind } from './samples.ts';
import { testId } from './world.ts';
import type { Person, World } from './world.ts';

/** One of each kind of thing, fresh, all belonging to one person. Their titles bear `marker`. */
export type Tenant = Record<Kind, string>;

/** Makes a workspace of a person's with one of everything in it; files and imports only where asked, for they take long. */
export async function createTenant(
  world: World,
  person: Person,
  { marker, imports }: { marker: string; imports: boolean },
): Promise<Tenant> {
  const ctx = person.ctx();
  // Tokens are counted for a person, not for a workspace.
  await world.runtime.db.execute(
    sql`UPDATE tokens SET revoked_at = now() WHERE user_id = ${person.userId} AND name = ${`${marker} token`}`,
  );
  const { id: workspaceId } = await createWorkspace(ctx, { name: `${marker} workspace` });
  const at = { workspaceId };
  const project = await createProject(ctx, {
    ...at,
    name: `${marker} project`,
    colour: 'grey',
    private: false,
  });
  const doomed = await createProject(ctx, {
    ...at,
    name: `${marker} doomed`,
    colour: 'grey',
    private: false,
  });
  await deleteProject(ctx, { ...at, projectId: doomed.id });
  const section = await createSection(ctx, {
    ...at,
    projectId: project.id,
    name: `${marker} section`,
  });
  const label = await createLabel(ctx, {
    ...at,
    name: `${marker} label ${testId()}`,
    colour: 'red',
  });
  const gone = await createLabel(ctx, { ...at, name: `${marker} gone ${testId()}`, colour: 'red' });
  await deleteLabel(ctx, { ...at, labelId: gone.id });
  const task = await createTask(ctx, {
    ...at,
    projectId: project.id,
    title: `${marker} task`,
    labelIds: [label.id],
  });
  const deleted = await createTask(ctx, {
    ...at,
    projectId: project.id,
    title: `${marker} deleted`,
  });
  await deleteTask(ctx, { ...at, taskId: deleted.id });
  const comment = await addComment(ctx, { ...at, taskId: task.id, body: `${marker} comment` });
  const { token } = await createToken(ctx, { name: `${marker} token`, scopes: ['read'] });
  const session = await createSession(world.runtime, {
    userId: person.userId,
    userAgent: marker,
    address: null,
  });
  const changes = await world.runtime.db.execute<{ id: ChangeId }>(
    sql`SELECT id FROM changes WHERE workspace_id = ${workspaceId} AND entity_id = ${task.id} ORDER BY seq DESC LIMIT 1`,
  );
  return {
    workspace: workspaceId,
    project: project.id,
    deletedProject: doomed.id,
    section: section.id,
    label: label.id,
    task: task.id,
    deletedTask: deleted.id,
    deletedLabel: gone.id,
    comment: comment.id,
    user: person.userId,
    session: session.id,
    token: token.id,
    change: changes.rows[0]?.id ?? '',
    ...(imports
      ? await createImports(world, person, { workspaceId, marker })
      : { upload: testId(), import: testId(), run: testId() }),
  };
}

/** A file that was sent, one that was previewed, and one whose import is done. */
async function createImports(
  world: World,
  person: Person,
  at: { workspaceId: WorkspaceId; marker: string },
): Promise<Pick<Tenant, 'upload' | 'import' | 'run'>> {
  const ctx = person.ctx();
  const file = [restIssue(1, `${at.marker} issue`)];
  // A person may have few files waiting at once; those of earlier calls are done with.
  await world.runtime.db.execute(
    sql`UPDATE imports SET upload_id = NULL WHERE user_id = ${person.userId}`,
  );
  await world.runtime.db.execute(sql`DELETE FROM uploads WHERE user_id = ${person.userId}`);
  const run = await importAll({ ctx: () => ctx, workspaceId: at.workspaceId }, file);
  const previewed = await previewImport(ctx, {
    workspaceId: at.workspaceId,
    uploadId: await upload(ctx, file),
    format: 'github',
  });
  return { upload: await upload(ctx, file), import: previewed.importId, run: run.importId };
}

import type { Page } from '@playwright/test';
import { call } from '../e2e/call.ts';

const statuses = ['Ideas', 'Next', 'Doing', 'Done soon'];

/** Makes the project `HOME` of the page's person, with four sections and so many open tasks, a third of them dated. */
export async function fillProject(page: Page, tasks: number): Promise<void> {
  const me = await call(page, 'account.me');
  const workspaceId = me.workspaces[0]?.id;
  const { id: projectId } = await call(page, 'project.create', {
    workspaceId,
    name: 'Home',
    key: 'HOME',
  });
  const sections: string[] = [];
  for (const name of statuses)
    sections.push((await call(page, 'section.create', { workspaceId, projectId, name })).id);
  for (let n = 0; n < tasks; n += 1) {
    const sectionId = sections[n % sections.length];
    const due =
      n % 3 === 0
        ? { dueOn: new Date(Date.now() + (n % 20) * 86_400_000).toISOString().slice(0, 10) }
        : {};
    await call(page, 'task.create', {
      workspaceId,
      projectId,
      sectionId,
      title: `Task ${n + 1} of the bench`,
      priority: n % 4,
      ...due,
    });
  }
}

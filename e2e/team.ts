import type { Browser, Page } from '@playwright/test';
import { call } from './call.ts';
import { signUp } from './sign-up.ts';

type Named = { id: string };
export type Team = {
  ann: Page;
  bob: Page;
  bobId: string;
  bobEmail: string;
  workspaceId: string;
  url: string;
};

let teams = 0;

/** Two people in two browsers, in one workspace. */
export async function gather(browser: Browser, url: string): Promise<Team> {
  const n = (teams += 1);
  const ann = await (await browser.newContext()).newPage();
  const bob = await (await browser.newContext()).newPage();
  await signUp(ann, url, `Ann${n}`);
  await signUp(bob, url, `Bob${n}`);
  const { id: workspaceId } = await call(ann, 'workspace.create', { name: `Crew ${n}` });
  const invite = { workspaceId, role: 'member' };
  const made = (await call(ann, 'member.invite', invite)) as unknown as { url: string };
  await call(bob, 'invite.accept', { secret: new URL(made.url).hash.slice(1) });
  const { user } = (await call(bob, 'account.me')) as unknown as { user: Named };
  return { ann, bob, bobId: user.id, bobEmail: `bob${n}@example.org`, workspaceId, url };
}

type Made = { projectId: string; path: string };

/** A project with a column "To do", in which are a and b, and one "Doing". */
export async function makeProject(
  { ann, workspaceId, url }: Team,
  fields: { name: string; private?: boolean },
): Promise<Made> {
  const { id: projectId } = await call(ann, 'project.create', { workspaceId, ...fields });
  const within = { workspaceId, projectId };
  const { id: sectionId } = await call(ann, 'section.create', { ...within, name: 'To do' });
  for (const title of ['a', 'b']) await call(ann, 'task.create', { ...within, sectionId, title });
  await call(ann, 'section.create', { ...within, name: 'Doing' });
  return { projectId, path: `${url}/w/${workspaceId.slice(-6)}/p/${projectId}` };
}

/** Closes the browsers of pages. */
export async function leave(...pages: Page[]): Promise<void> {
  for (const page of pages) await page.context().close();
}

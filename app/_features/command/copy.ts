import { store } from '../../_client/store/page-store.ts';
import { copyText } from '../task-panel/copy-text.ts';
import { taskPath } from '../task-panel/task-path.ts';
import type { Tools } from './acts.tsx';
import { asMarkdown } from './as-markdown.ts';
import { documentOfProject, documentOfTasks } from './document.ts';
import type { Scene } from './scene.ts';

/** Copies the chosen tasks as markdown, with their notes and all below them. */
export function copyTasks({ tasks }: Scene, tools: Tools): void {
  void tell(asMarkdown(documentOfTasks(store, tasks)), 'markdownCopied', tools);
}

/** Copies the open tasks of the project in the page as markdown, by sections. */
export function copyProject({ project }: Pick<Scene, 'project'>, tools: Tools): void {
  if (!project) return;
  const title = project.isInbox ? tools.inboxName : project.name;
  const text = asMarkdown(documentOfProject(store, project, { title, showClosed: false }));
  void tell(text, 'markdownCopied', tools);
}

/** Copies the address of a task. */
export function copyLink({ tasks: [task] }: Scene, tools: Tools): void {
  if (task) copyAddress(taskPath(task), tools);
}

/** Copies the whole address of a path of the workspace. */
export function copyAddress(path: string, tools: Pick<Tools, 'say'>): void {
  void tell(new URL(path, window.location.origin).href, 'linkCopied', tools);
}

async function tell(
  text: string,
  what: 'markdownCopied' | 'linkCopied',
  { say }: Pick<Tools, 'say'>,
): Promise<void> {
  say((await copyText(text)) ? what : 'notCopied');
}

import type { TaskOutput } from '../../../server/task/schema.ts';

/** A task as plain text for a letter or a chat: title, address, notes, subtasks as a markdown list. */
export function taskAsText(
  task: Pick<TaskOutput, 'title' | 'notes'>,
  { url, subtasks }: { url: string; subtasks: readonly Pick<TaskOutput, 'title' | 'status'>[] },
): string {
  const list = subtasks.map(({ title, status }) => `- [${status === 'open' ? ' ' : 'x'}] ${title}`);
  return [task.title, url, task.notes.trim(), list.join('\n')]
    .filter((part) => part !== '')
    .join('\n\n');
}

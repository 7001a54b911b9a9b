'use client';

import { useTranslations } from 'next-intl';
import { commandRow } from '../shell/key-table.ts';
import type { Command } from '../shell/key-table.ts';
import { acts } from './acts.tsx';
import { refusedFor } from './scene.ts';
import type { Scene } from './scene.ts';

/** The words of a command, for these tasks where it is about tasks. */
export function useWords(): (command: Command, tasks?: Scene['tasks']) => string {
  const t = useTranslations('keys');
  const many = useTranslations('command.many');
  return (command, tasks = []) => {
    const count = tasks.length;
    const isClosed = count > 0 && tasks.every(({ status }) => status !== 'open');
    const about = (command === 'done' && isClosed ? 'reopen' : command) as Parameters<
      typeof many
    >[0];
    return count > 0 && many.has(about) ? many(about, { count }) : t(`command.${command}`);
  };
}

/** True where a command is about something in this scene. What the right refuses may still be offered, with the reason. */
export function isOffered(command: Command, scene: Scene): boolean {
  const { offered } = acts[command];
  if (commandRow(command).about === 'tasks' && command !== 'menu' && scene.tasks.length === 0)
    return false;
  return offered?.(scene) ?? true;
}

/** True where it is offered and the person may do it. */
export function isAllowed(command: Command, scene: Scene): boolean {
  const { needs } = acts[command];
  return isOffered(command, scene) && (!needs || refusalOfCommand(command, scene) === null);
}

/** Commands that choose from what one workspace has. */
const inOneWorkspace: readonly Command[] = ['labels', 'assignees', 'move'];

/** Why a command is refused for the tasks of a scene; null where it is not. */
export function refusalOfCommand(command: Command, { tasks }: Scene) {
  const { needs } = acts[command];
  const workspaces = new Set<string>(tasks.map(({ workspaceId }) => workspaceId));
  if (workspaces.size > 1 && inOneWorkspace.includes(command)) return 'several' as const;
  return needs === undefined ? null : refusedFor(tasks, needs);
}

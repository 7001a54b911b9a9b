'use client';

import { createCell } from '../../_client/store/cell.ts';
import type { Command } from '../shell/key-table.ts';
import { chosenTasks } from './task-scene.ts';
import type { Chosen } from './task-scene.ts';

/** A command that is to be run, and what it is about. */
export type Asked = Chosen & {
  command: Command;
  /** Where the pointer was, for a menu. */
  at?: { x: number; y: number };
};

/** The command that was asked for last. What runs it comes late, and takes what has been asked until then. */
export const asked = createCell<Asked | null>(null);

/** Asks for a command, about the chosen tasks unless said. */
export function askFor(command: Command, about: Chosen & Pick<Asked, 'at'> = chosenTasks()): void {
  asked.set({ command, ...about });
}

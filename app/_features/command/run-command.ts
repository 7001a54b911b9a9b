import type { Command } from '../shell/key-table.ts';
import { acts } from './acts.tsx';
import type { Tools } from './acts.tsx';
import type { Scene } from './scene.ts';
import { isOffered, refusalOfCommand } from './use-words.ts';

/** Runs a command in a scene; where the person may not, says why. */
export function runCommand(command: Command, scene: Scene, tools: Tools): void {
  if (!isOffered(command, scene)) return;
  const refused = refusalOfCommand(command, scene);
  if (refused) tools.say(refused);
  else acts[command].run(scene, tools);
}

import type { TaskOutput } from '../../../server/task/schema.ts';
import { fold } from '../../../server/domain/fold.ts';
import type { Match } from './match.ts';

/** Rows never change, they are replaced: so what was folded once stays right. */
const folded = new WeakMap<TaskOutput, string>();

function textOf(task: TaskOutput): string {
  const known = folded.get(task);
  if (known !== undefined) return known;
  const text = fold(`${task.title} ${task.key}`);
  folded.set(task, text);
  return text;
}

const most = 40;

/** Folds what is not folded yet, so that the first letter does not wait for it. */
export function foldTasks(tasks: Iterable<TaskOutput>): void {
  for (const task of tasks) textOf(task);
}

/** The tasks that match, best first, as many as could be shown; thousands are looked at for each letter. */
export function matchTasks(tasks: Iterable<TaskOutput>, match: Match): TaskOutput[] {
  const best: { task: TaskOutput; score: number }[] = [];
  for (const task of tasks) {
    const whole = match(textOf(task));
    const score = task.status === 'open' ? whole : whole / 2;
    if (score === 0 || (best.length === most && score <= (best.at(-1)?.score ?? 0))) continue;
    const at = best.findIndex((other) => other.score < score);
    best.splice(at < 0 ? best.length : at, 0, { task, score });
    best.length = Math.min(best.length, most);
  }
  return best.map(({ task }) => task);
}

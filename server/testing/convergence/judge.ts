import { isDeepStrictEqual } from 'node:util';
import { CallError } from '../../../app/_client/sending/call-error.ts';
import type { Call } from '../../../app/_client/testing/model-log.ts';
import { createModelServer } from '../../../app/_client/testing/model-server.ts';
import type { Sight } from '../../../app/_client/testing/world.ts';
import type { CommentOutput } from '../../comment/schema.ts';
import type { TaskOutput } from '../../task/schema.ts';

/** What of a task the model says as the server does: a place among others, times, keys and versions are the server's. */
const taskTold = ({ id, title, status, parentId, ...task }: TaskOutput) => ({
  id,
  title,
  status,
  parentId,
  sectionId: task.sectionId,
  labelIds: task.labelIds.toSorted(),
  commentCount: task.commentCount,
});
const commentTold = ({ id, taskId, body }: CommentOutput) => ({ id, taskId, body });

/** By id, all that a person is told. */
const toldIn = ({ tasks, comments }: Sight) =>
  new Map<string, object>([
    ...tasks.map((task) => [task.id, taskTold(task)] as const),
    ...comments.map((comment) => [comment.id, commentTold(comment)] as const),
  ]);

/**
 * Holds the server against the model of the life without one: the same calls, in the order in which the log has them,
 * end in the same tasks and comments. What a page of the model's own life did is not compared: it hears the log in other pieces,
 * so its person has another screen before them, and means other things.
 */
export function unlikeModel(calls: readonly Call[], all: Sight): string[] {
  const model = createModelServer();
  const faults: string[] = [];
  for (const { procedure, input, isBlind } of calls) {
    if (isBlind) continue;
    try {
      model.call(procedure, input);
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      faults.push(`the model refuses ${(input as { opId: string }).opId}: ${error.code}`);
    }
  }
  const meant = toldIn({ tasks: model.visible(), comments: model.visibleComments() });
  const there = toldIn(all);
  for (const id of new Set([...meant.keys(), ...there.keys()])) {
    const [a, b] = [meant.get(id), there.get(id)];
    if (!isDeepStrictEqual(a, b))
      faults.push(
        `the model has another row: ${JSON.stringify(a)}, the server ${JSON.stringify(b)}`,
      );
  }
  return faults;
}

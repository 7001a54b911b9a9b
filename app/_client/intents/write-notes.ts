import { mergeLines } from '../../../server/domain/merge-lines.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import type { Op } from '../sending/outbox.ts';
import { outbox } from '../sending/sync.ts';
import { updateTask } from './edit-task.ts';

type Ref = Pick<TaskOutput, 'id' | 'workspaceId' | 'version'>;
/** What stood there when a writing began, and the version of the task then: 0 where it was not saved yet. */
type Begun = Pick<TaskOutput, 'notes' | 'version'>;
/** What the server made of notes that this page had sent, and shown as `sent` until then. */
type Answer = Begun & { sent: string };

const answers = new Map<string, Answer>();
/** From what the operations under way began. */
const waiting = new Map<string, Begun>();

/**
 * Writes the notes of a task. What others have changed in them since the writing began is merged by the server, line
 * by line.
 */
export function writeNotes(task: Ref, text: string, begun: Begun): void {
  const known = { ...begun, version: versionOf(task, begun) };
  const { notes, version } = rebased(text, known, answers.get(task.id));
  const base = version > 0 ? { notesBase: version } : {};
  const { opId, outcome } = updateTask(task, { set: { notes }, ...base });
  waiting.set(opId, known);
  void outcome.then((result) => {
    waiting.delete(opId);
    if (!result.ok) return;
    const answer = { notes: result.output.notes, version: result.output.version, sent: notes };
    answers.set(task.id, answer);
    for (const op of outbox.pending()) if (isOf(op, task)) rebase(op, answer);
  });
}

/** What was made here has as its first version what stood there before it was saved. */
function versionOf(task: Ref, { version }: Begun): number {
  return version === 0 ? Math.min(task.version, 1) : version;
}

/**
 * Notes that were begun from what this page had sent itself, before the server's answer to that was here, go on from
 * the answer: no version that others know has the text that they began from.
 */
function rebased(text: string, begun: Begun, answer: Answer | undefined): Begun {
  const isNews = answer && answer.sent === begun.notes && answer.version > begun.version;
  if (!isNews) return { notes: text, version: begun.version };
  return { notes: mergeLines(begun.notes, answer.notes, text), version: answer.version };
}

function isOf(op: Op, task: Ref): op is Op<'task.update'> {
  return op.procedure === 'task.update' && (op as Op<'task.update'>).input.taskId === task.id;
}

/** Runs before the outbox sends the next one: an operation of the same task waits for this answer. */
function rebase(op: Op<'task.update'>, answer: Answer): void {
  const begun = waiting.get(op.opId);
  const text = op.input.set?.notes;
  if (!begun || text === undefined) return;
  const { notes, version } = rebased(text, begun, answer);
  if (version > begun.version) op.input = { ...op.input, set: { notes }, notesBase: version };
}

import type * as z from 'zod';
import { proveAccount } from '../auth/account.ts';
import { membership, proveMember } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { WriteCtx } from '../changes/write.ts';
import { fold } from '../domain/fold.ts';
import type { LabelId } from '../domain/ids.ts';
import { fieldsOf, readLine } from '../domain/quick-add/read-line.ts';
import type { ReadLine } from '../domain/quick-add/read-line.ts';
import { createLabel } from '../label/create-label.ts';
import { listLabelRows } from '../label/scope.ts';
import { labelCreateInput } from '../label/schema.ts';
import type { Ctx } from '../platform/context.ts';
import { badField, CairnError } from '../platform/errors.ts';
import type { Member } from '../platform/member.ts';
import { createTask } from '../task/create-task.ts';
import { taskCreateInput } from '../task/schema.ts';
import { describeLine } from './describe-line.ts';
import { listLineNames } from './list-line-names.ts';
import type { TaskQuickAddInput, TaskQuickAddOutput } from './schema.ts';

/**
 * Makes the task that a line says, with labels that are not there yet. Where nothing is left to call it by, the words
 * are its name and nothing is read.
 * @throws BAD_REQUEST naming `text` where what the line says is more than a task takes
 */
export async function quickAddTask(
  ctx: Ctx,
  input: TaskQuickAddInput,
): Promise<TaskQuickAddOutput> {
  const found = await read(ctx, input);
  const whole = { action: 'task.quickAdd', input, guard: membership } as const;
  return write(ctx, whole, async (w) => {
    const labelIds = [...found.labelIds, ...(await makeLabels(w, found.newLabels))];
    const task = await createTask(
      w,
      checked(taskCreateInput, {
        ...takenFrom(found),
        workspaceId: input.workspaceId,
        projectId: found.project?.id ?? input.projectId,
        sectionId: found.section?.id,
        labelIds,
      }),
    ).catch(refuseText);
    return { task, parsed: describeLine(found.line, input.timeZone) };
  });
}

/** What the line itself says of the task; a repeat goes by the zone in which it was read. */
function takenFrom(found: ReadLine) {
  const { recurrence, ...fields } = fieldsOf(found);
  const { assigneeIds, timeZone } = found;
  return { ...fields, assigneeIds, ...(recurrence && { recurrence: { ...recurrence, timeZone } }) };
}

/** What the line says, its names found; before the lock of the workspace is taken, for it may be long. */
async function read(ctx: Ctx, input: TaskQuickAddInput): Promise<ReadLine> {
  const { now = ctx.now, text } = input;
  const member = await proveMember(ctx, input.workspaceId, 'task.quickAdd');
  const { dayStart, weekStart } = await proveAccount(ctx, 'task.quickAdd');
  const setting = { dayStart, weekStart, ...input, now };
  const names = await listLineNames(ctx, member);
  const found = readFor(input, member, (people) =>
    readLine(text, setting, people ? { ...names, people: names.people.filter(people) } : names),
  );
  if (found.line.title !== '') return found;
  return readLine(text, { ...setting, literal: [{ start: 0, end: text.length }] }, names);
}

type IsPerson = (person: { userId: string }) => boolean;

/** In the inbox, which nobody else sees, a line can name its person alone. */
function readFor(
  { projectId }: TaskQuickAddInput,
  { userId }: Member,
  readWith: (people?: IsPerson) => ReadLine,
): ReadLine {
  const found = readWith();
  const isInbox = !found.project && projectId === undefined;
  const isForOthers = found.assigneeIds.some((id) => id !== userId);
  return isInbox && isForOthers ? readWith((person) => person.userId === userId) : found;
}

/** Labels by their names, each once; under the lock one may be there by now. */
async function makeLabels(w: WriteCtx, names: readonly string[]): Promise<LabelId[]> {
  if (names.length === 0) return [];
  const { workspaceId } = w.member;
  const known = new Map((await listLabelRows(w, w.member)).map(({ id, name }) => [fold(name), id]));
  const ids: LabelId[] = [];
  for (const name of names) {
    const input = checked(labelCreateInput, { workspaceId, name });
    const labelId = known.get(fold(input.name)) ?? (await createLabel(w, input)).id;
    known.set(fold(input.name), labelId);
    ids.push(labelId);
  }
  return ids;
}

/** A refusal of what the line says names the line, which is what was sent. The project was sent by itself. */
function refuseText(error: unknown): never {
  const [issue] = error instanceof CairnError ? (error.issues ?? []) : [];
  if (!issue || issue.path[0] === 'projectId') throw error;
  throw badField(['text'], `its ${issue.path.join('.')} ${issue.message}`, error);
}

/** What is made of a line as the contract takes it. */
function checked<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const { data, error } = schema.safeParse(value);
  if (!error) return data;
  const [issue] = error.issues;
  throw badField(['text'], `its ${issue?.path.join('.')} ${issue?.message}`, error);
}

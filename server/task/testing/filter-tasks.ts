import { and, eq, isNull, sql } from 'drizzle-orm';
import fc from 'fast-check';
import type { Db } from '../../../db/client.ts';
import { attachments } from '../../../db/schema/attachments.ts';
import { relations, taskAssignees, taskLabels, tasks } from '../../../db/schema/tasks.ts';
import { comments } from '../../../db/schema/trail.ts';
import { projects } from '../../../db/schema/workspaces.ts';
import { anchors, taskStatuses } from '../../domain/enums.ts';
import type { FilterTask } from '../../domain/filter/match-filter.ts';
import { fold } from '../../domain/fold.ts';
import type {
  AttachmentId,
  CommentId,
  FileId,
  LabelId,
  ProjectId,
  SectionId,
  TaskId,
  UserId,
  WorkspaceId,
} from '../../domain/ids.ts';
import { testId } from '../../testing/world.ts';
import { keptEnds } from '../../domain/relations.ts';
import { taskColumns, taskOutputOf } from '../rows.ts';

/** Where tasks can stand and what they can carry. */
export type Ground = {
  workspaceId: WorkspaceId;
  projects: { id: ProjectId; sectionIds: SectionId[] }[];
  labelIds: LabelId[];
  people: UserId[];
};

/** Month ends, leap days and the days around `2027-01-31`, which is today there. */
export const days = [
  '2026-01-31',
  '2026-12-31',
  '2027-01-01',
  '2027-01-24',
  '2027-01-25',
  '2027-01-30',
  '2027-01-31',
  '2027-02-01',
  '2027-02-28',
  '2027-03-01',
  '2027-03-31',
  '2028-02-29',
] as const;

/** Right before and at the moment at which a day begins in New York at four in the morning, in winter. */
const instants = days.flatMap((day) => [`${day}T08:59:59.999Z`, `${day}T09:00:00.000Z`]);

/** What is looked for, and other spellings of it that must be found, or must not. */
export const texts = [
  'ёлка',
  'елка',
  '100%',
  '100',
  'a_b',
  'axb',
  String.raw`C:\temp`,
  String.raw`\\`,
  'say "hi"',
  'O’Neil',
  "it's",
  'ﬁle',
  'straße',
  'ΟΔΟΣ',
  'i̇',
];
const written = [
  'Ёлка',
  'ЕЛКА',
  '100% sure',
  '100 percent',
  'a_b',
  'aXb',
  String.raw`C:\temp\\`,
  'C:temp',
  'Say "HI"',
  "O’NEIL; it's",
  'File',
  'STRASSE Straße',
  'οδος',
  'İzmir',
];

const arbitraryRow = (ground: Ground) =>
  fc.record({
    place: fc.nat(),
    section: fc.nat(),
    below: fc.option(fc.nat(), { freq: 4 }),
    title: fc.constantFrom(...written),
    notes: fc.option(fc.constantFrom(...written), { freq: 3 }),
    status: fc.constantFrom(...taskStatuses),
    priority: fc.integer({ min: 0, max: 3 }),
    startOn: fc.option(fc.constantFrom(...days), { freq: 3 }),
    dueOn: fc.option(fc.constantFrom(...days), { freq: 3 }),
    estimateMinutes: fc.option(fc.constantFrom(1, 15, 30, 60, 90, 120, 600), { freq: 3 }),
    labelIds: fc.subarray(ground.labelIds, { maxLength: 3 }),
    people: fc.subarray(ground.people, { maxLength: 2 }),
    createdBy: fc.option(fc.constantFrom(...ground.people)),
    createdAt: fc.constantFrom(...instants),
    updatedAt: fc.constantFrom(...instants),
    completedAt: fc.option(fc.constantFrom(...instants)),
    repeats: fc.boolean(),
    blockedBy: fc.option(fc.nat(), { freq: 2 }),
    comment: fc.option(fc.boolean()),
    file: fc.option(fc.boolean()),
    deleted: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  });
type Row = ReturnType<typeof arbitraryRow> extends fc.Arbitrary<infer T> ? T : never;
type Made = Row & {
  id: TaskId;
  projectId: ProjectId;
  sectionId: SectionId | null;
  parentId: TaskId | null;
};

/** Writes random tasks with all that hangs on them, and gives those that are not deleted as a filter looks at them. */
export async function writeFilterTasks(
  db: Db,
  ground: Ground,
  { count, seed }: { count: number; seed: number },
): Promise<(FilterTask & { id: TaskId })[]> {
  const made: Made[] = [];
  for (const row of fc.sample(arbitraryRow(ground), { numRuns: count, seed }))
    made.push(placed(row, ground, made));
  await db.insert(tasks).values(made.map((row, index) => taskRow(row, ground, index)));
  await writeSets(db, ground, made);
  await writeTrail(db, ground, made);
  const blockers = new Map(made.map((row) => [row.id, blockerOf(row, made)]));
  await writeRelations(db, ground, blockers);
  return readBack(db, ground, { made, blockers });
}

/** In a project and section, or below a task that was made before. */
function placed(row: Row, { projects: known }: Ground, before: Made[]): Made {
  const parent = row.below === null ? undefined : before[row.below % Math.max(before.length, 1)];
  const project = known[row.place % known.length]!;
  const sections = [null, ...project.sectionIds];
  const sectionId = parent ? null : sections[row.section % sections.length]!;
  const projectId = parent?.projectId ?? project.id;
  return { ...row, id: testId<TaskId>(), projectId, sectionId, parentId: parent?.id ?? null };
}

function taskRow(row: Made, { workspaceId }: Ground, index: number) {
  return {
    workspaceId,
    id: row.id,
    projectId: row.projectId,
    sectionId: row.sectionId,
    parentId: row.parentId,
    number: index + 1,
    title: row.title,
    titleFolded: fold(row.title),
    notes: row.notes ?? '',
    status: row.status,
    priority: row.priority,
    startOn: row.startOn,
    dueOn: row.dueOn,
    estimateMinutes: row.estimateMinutes,
    order: `a${String(index).padStart(4, '0')}`,
    createdBy: row.createdBy,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    completedAt: row.completedAt,
    deletedAt: row.deleted ? '2027-01-31T12:00:00.000Z' : null,
    search: sql`''::tsvector`,
    ...(row.repeats ? series : {}),
  };
}

const series = {
  rrule: 'FREQ=DAILY',
  timeZone: 'UTC',
  anchor: anchors[0],
  seriesStart: days[0],
  occurrenceOn: days[0],
};

const facetsOf = ({ dueOn, status, deleted }: Made) => ({
  dueSort: dueOn ?? 'infinity',
  isOpen: status === 'open' && !deleted,
});

async function writeSets(db: Db, { workspaceId }: Ground, made: Made[]): Promise<void> {
  const labels = made.flatMap((row) =>
    row.labelIds.map((labelId) => ({ workspaceId, taskId: row.id, labelId, ...facetsOf(row) })),
  );
  const assignees = made.flatMap((row) =>
    row.people.map((userId) => ({ workspaceId, taskId: row.id, userId, ...facetsOf(row) })),
  );
  await db.insert(taskLabels).values(labels);
  await db.insert(taskAssignees).values(assignees);
}

/** A comment and a file on some, of which some are deleted. */
async function writeTrail(db: Db, { workspaceId }: Ground, made: Made[]): Promise<void> {
  const deletedAt = (isDeleted: boolean) => (isDeleted ? '2027-01-31T12:00:00.000Z' : null);
  const said = made.flatMap(({ id, comment }) =>
    comment === null ? [] : [{ taskId: id, comment }],
  );
  await db.insert(comments).values(
    said.map(({ taskId, comment }) => ({
      workspaceId,
      taskId,
      id: testId<CommentId>(),
      body: 'x',
      search: sql`''::tsvector`,
      deletedAt: deletedAt(comment),
    })),
  );
  const given = made.flatMap(({ id, file }) => (file === null ? [] : [{ taskId: id, file }]));
  await db.insert(attachments).values(
    given.map(({ taskId, file }) => ({
      workspaceId,
      taskId,
      id: testId<AttachmentId>(),
      fileId: testId<FileId>(),
      name: 'x',
      size: 1,
      sha256: Buffer.alloc(32),
      deletedAt: deletedAt(file),
    })),
  );
}

function blockerOf({ id, blockedBy }: Made, made: Made[]): Made | undefined {
  const blocker = blockedBy === null ? undefined : made[blockedBy % made.length];
  return blocker?.id === id ? undefined : blocker;
}

/** What is without priority is only related to what it would block. */
async function writeRelations(
  db: Db,
  { workspaceId }: Ground,
  blockers: ReadonlyMap<TaskId, Made | undefined>,
): Promise<void> {
  const pairs = [...blockers].flatMap(([toTaskId, blocker]) =>
    blocker ? [{ toTaskId, blocker }] : [],
  );
  await db.insert(relations).values(
    pairs.map(({ toTaskId, blocker }) => ({
      workspaceId,
      ...keptEnds({ fromTaskId: blocker.id, toTaskId, kind: kindOf(blocker) }),
    })),
  );
}

const kindOf = ({ priority }: Made): 'relates' | 'blocks' =>
  priority === 0 ? 'relates' : 'blocks';

type Facts = { made: Made[]; blockers: ReadonlyMap<TaskId, Made | undefined> };

/** The tasks as answers have them, with the three facts as they were made. */
async function readBack(db: Db, { workspaceId }: Ground, { made, blockers }: Facts) {
  const byId = new Map(made.map((row) => [row.id, row]));
  const living = (row: Made): boolean =>
    !row.deleted && (row.parentId === null || living(byId.get(row.parentId)!));
  const parents = new Set(made.filter((row) => !row.deleted).map(({ parentId }) => parentId));
  const rows = await db
    .select(taskColumns)
    .from(tasks)
    .innerJoin(
      projects,
      and(eq(projects.workspaceId, tasks.workspaceId), eq(projects.id, tasks.projectId)),
    )
    .where(and(eq(tasks.workspaceId, workspaceId), isNull(tasks.deletedAt)));
  return rows.map((row) => {
    const blocker = blockers.get(row.id);
    return {
      ...taskOutputOf(row),
      hasSubtasks: parents.has(row.id),
      repeats: byId.get(row.id)!.repeats,
      isBlocked: blocker?.status === 'open' && living(blocker) && kindOf(blocker) === 'blocks',
    };
  });
}

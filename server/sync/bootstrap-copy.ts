import * as z from 'zod';
import { proveMember } from '../auth/membership.ts';
import type { ProjectId } from '../domain/ids.ts';
import { listLabelRows } from '../label/scope.ts';
import { listMemberRows } from '../member/scope.ts';
import type { Ctx } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import { told } from '../platform/json-text.ts';
import type { Member } from '../platform/member.ts';
import { cursorsOf } from '../platform/page.ts';
import { inPlanOf, listPlanRows } from '../plan/scope.ts';
import { getProjectRow, listProjectRows } from '../project/scope.ts';
import { getSectionRow, listSectionRows } from '../section/scope.ts';
import { getTaskRow } from '../task/scope.ts';
import { listViewRows } from '../view/scope.ts';
import { phasesOf } from './copy-phases.ts';
import type { Part } from './copy-phases.ts';
import { encodePositions } from './cursor.ts';
import type { Position } from './cursor.ts';
import { readHeads } from './heads.ts';
import { readCopyPage } from './read-copy-page.ts';
import type { SyncBootstrapInput, SyncBootstrapOutput } from './schema.ts';

const action = 'sync.bootstrap';

/** Where a copy goes on: its position in the log, the phase, and the last row that was read of it. */
type Place = { position: Position; phase: number; after: { key: string; id: string } | null };

const cursors = cursorsOf(action);
const cursorShape = z.tuple([
  z.string(),
  z.int().min(0),
  z.int(),
  z.string().nullable(),
  z.uuid().nullable(),
]);

/**
 * One page of a copy of all that the caller sees. Pages are read one after another, each by itself: what changes in
 * between is in the log after `position`.
 * @throws NOT_FOUND for a workspace, or a part of it, that the caller does not see
 */
export async function bootstrapCopy(
  ctx: Ctx,
  input: SyncBootstrapInput,
): Promise<SyncBootstrapOutput> {
  const member = await proveMember(ctx, input.workspaceId, action);
  const projectId = await projectOf(ctx, member, input);
  const place =
    input.cursor === undefined ? await begin(ctx, input) : placeOf(ctx, input, input.cursor);
  const lists = input.cursor === undefined ? await readLists(ctx, member, projectId) : emptyLists;
  const { items, kind, next } = await readOn(ctx, member, { input, projectId, place });
  const rows = { tasks: '', comments: '', relations: '', [kind]: items ?? '' };
  const { workspaceId } = member;
  const position = encodePositions(new Map([[workspaceId, place.position]]));
  const head = JSON.stringify({ ...lists, position, nextCursor: next }).slice(0, -1);
  const parts = Object.entries(rows).map(([name, all]) => `"${name}":[${all}]`);
  return told(ctx, `${head},${parts.join(',')}}`);
}

/** The project that a copy is of, or of a part of which; undefined for that of a workspace. */
async function projectOf(
  ctx: Ctx,
  member: Member,
  { projectId, sectionId, taskId }: SyncBootstrapInput,
): Promise<ProjectId | undefined> {
  if (projectId) await getProjectRow(ctx, member, projectId);
  if (sectionId) return (await getSectionRow(ctx, member, sectionId)).projectId;
  if (taskId) return (await getTaskRow(ctx, member, taskId)).projectId;
  return projectId;
}

function partOf({ projectId, sectionId, taskId }: SyncBootstrapInput): Part {
  if (taskId) return 'task';
  if (sectionId) return 'section';
  return projectId ? 'project' : 'workspace';
}

/** The position of now, noted before anything is read. */
async function begin(ctx: Ctx, { workspaceId }: SyncBootstrapInput): Promise<Place> {
  const head = (await readHeads(ctx, action)).get(workspaceId);
  if (!head) throw notFound('workspace');
  return { position: { epoch: head.epoch, seq: head.seq }, phase: 0, after: null };
}

function placeOf(ctx: Ctx, input: SyncBootstrapInput, cursor: string): Place {
  const phases = phasesOf(partOf(input));
  const shape = cursorShape.refine(([, , phase, key, rowId]) => {
    const { keyShape } = phases[phase] ?? {};
    if (key === null || rowId === null) return keyShape !== undefined && key === rowId;
    return keyShape?.safeParse(key).success === true;
  });
  const [epoch, seq, phase, key, rowId] = cursors.open(ctx, cursor, shape);
  const after = key !== null && rowId !== null ? { key, id: rowId } : null;
  return { position: { epoch, seq }, phase, after };
}

type Asked = { input: SyncBootstrapInput; projectId: ProjectId | undefined; place: Place };

async function readOn(ctx: Ctx, member: Member, { input, projectId, place }: Asked) {
  const { workspaceId, sectionId, taskId, limit } = input;
  const { position, phase, after } = place;
  const part = partOf(input);
  const shape = { part, phase, continues: after !== null };
  const where = { workspaceId, projectId, sectionId, taskId, after, limit };
  const { items, end } = await readCopyPage(ctx, member, { shape, ...where });
  const phases = phasesOf(part);
  const at = end ? [phase, end.key, end.id] : [phase + 1, null, null];
  const isLast = end === null && phase + 1 === phases.length;
  const next = isLast ? null : cursors.seal(ctx, [position.epoch, position.seq, ...at]);
  return { items, kind: phases[phase]?.rows ?? 'tasks', next };
}

const emptyLists = { projects: [], sections: [], labels: [], members: [], views: [], plans: [] };

/** What is short, and what all else stands in. */
async function readLists(ctx: Ctx, member: Member, projectId: ProjectId | undefined) {
  const which = { archived: true, ...(projectId ? { projectId } : {}) };
  const [ofProjects, ofSections, ofLabels, members, views, plans] = await Promise.all([
    listProjectRows(ctx, member, which),
    listSectionRows(ctx, member, projectId ?? null),
    listLabelRows(ctx, member),
    listMemberRows(ctx, member),
    listViewRows(ctx, member),
    listPlanRows(ctx, inPlanOf(member)),
  ]);
  return { projects: ofProjects, sections: ofSections, labels: ofLabels, members, views, plans };
}

import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { labelKnown } from '../label/scope.ts';
import type { Member } from '../platform/member.ts';
import { projectVisible, rightOnProject } from '../project/scope.ts';
import { taskVisible } from '../task/scope.ts';
import type { TrashEntity } from './schema.ts';

/** One branch of the trash: what it selects, from where, and which column holds its folded name. */
type Branch = { entity: TrashEntity; select: SQL; from: SQL; seen: SQL };

/** SQL: a name as `fold` would have it, of the nouns that do not keep theirs folded. */
const folded = (name: SQL): SQL => sql`translate(lower(${name}), 'ё', 'е')`;

function branchesOf(member: Member): Branch[] {
  const right = rightOnProject(member);
  const project = sql`projects.id AS project_id, projects.name AS project_name, ${right} AS "right"`;
  return [
    {
      entity: 'task',
      select: sql`tasks.title AS name, tasks.title_folded AS folded, projects.key || '-' || tasks.number AS key, ${project}`,
      from: sql`tasks JOIN projects ON projects.workspace_id = tasks.workspace_id AND projects.id = tasks.project_id`,
      seen: taskVisible(member),
    },
    {
      entity: 'section',
      select: sql`sections.name, ${folded(sql`sections.name`)} AS folded, NULL AS key, ${project}`,
      from: sql`sections JOIN projects ON projects.workspace_id = sections.workspace_id AND projects.id = sections.project_id`,
      seen: projectVisible(member),
    },
    {
      entity: 'project',
      select: sql`projects.name, ${folded(sql`projects.name`)} AS folded, projects.key, ${project}`,
      from: sql`projects`,
      seen: sql`${right} IS NOT NULL`,
    },
    {
      entity: 'label',
      select: sql`labels.name, labels.name_folded AS folded, NULL AS key, NULL::uuid AS project_id, NULL AS project_name, NULL::project_right AS "right"`,
      from: sql`labels`,
      seen: labelKnown(member, sql`labels.id`),
    },
  ];
}

/**
 * SQL: the things in the trash that the member sees, with who deleted each. What hangs below another deleted thing
 * is none of them: it comes and goes with that one.
 * @param narrow a condition on the rows of each noun, given the name of its table
 * @param within how many of each noun are looked at, newest first
 */
export function trashOf(
  member: Member,
  { narrow, within }: { narrow?: (table: SQL) => SQL; within?: number },
): SQL {
  const branches = branchesOf(member).map(({ entity, select, from, seen }) => {
    const table = sql.identifier(`${entity}s`);
    const more = narrow ? sql`AND ${narrow(sql`${table}`)}` : sql``;
    const limit =
      within === undefined ? sql`` : sql`ORDER BY deleted_at DESC, id DESC LIMIT ${within}`;
    return sql`(SELECT ${entity}::text AS entity, ${table}.id, ${table}.deleted_at, ${select} FROM ${from}
      WHERE ${table}.workspace_id = ${member.workspaceId} AND ${table}.deleted_at IS NOT NULL
        AND ${table}.purging_at IS NULL AND ${seen} ${more} ${limit})`;
  });
  return sql`(SELECT found.*, gone.actor_id AS deleted_by FROM (${sql.join(branches, sql` UNION ALL `)}) found
    LEFT JOIN LATERAL (
      SELECT c.actor_id FROM changes c WHERE c.workspace_id = ${member.workspaceId} AND c.entity_id = found.id
        AND c.type = found.entity || '.deleted' ORDER BY c.seq DESC, c.n DESC LIMIT 1) gone ON true)`;
}

/** SQL: true of a row of `trashOf` that the member may purge, as `policy.ts` says of one. */
export function purgeableBy(member: Member): SQL<boolean> {
  if (member.role === 'guest') return sql<boolean>`false`;
  const own = member.role === 'member' ? sql`deleted_by = ${member.userId}` : sql`true`;
  return sql<boolean>`(("right" IS NULL OR "right" = 'write') AND coalesce(${own}, false))`;
}

/** A place in the trash: when something was deleted, and its id. */
export type TrashPlace = readonly [deletedAt: string, id: string];

/** A part of the trash: what was deleted after one place, up to another, and no later than an instant. */
export type TrashPart = {
  after?: TrashPlace | null;
  through?: TrashPlace | null;
  until?: string | undefined;
};

/** SQL: true of a row of one noun that lies in the part, given the name of its table. */
export function isInPart({ after, through, until }: TrashPart): (table: SQL) => SQL {
  return (table) => {
    const place = sql`(${table}.deleted_at, ${table}.id)`;
    const within: SQL[] = [];
    if (after) within.push(sql`${place} > (${after[0]}::timestamptz, ${after[1]}::uuid)`);
    if (through) within.push(sql`${place} <= (${through[0]}::timestamptz, ${through[1]}::uuid)`);
    if (until !== undefined) within.push(sql`${table}.deleted_at <= ${until}::timestamptz`);
    return within.length === 0 ? sql`true` : sql.join(within, sql` AND `);
  };
}

import { sql } from 'drizzle-orm';
import {
  bigint,
  foreignKey,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { entities, importStates } from '../../server/domain/enums.ts';
import type {
  ChangeId,
  GroupId,
  ImportId,
  OpId,
  ProjectId,
  TokenId,
  UploadId,
  UserId,
  WorkspaceId,
} from '../../server/domain/ids.ts';
import { bytes, createdAt, idColumn, instant, tenant } from '../columns.ts';
import { users } from './accounts.ts';
import { workspaces } from './workspaces.ts';

export const entityEnum = pgEnum('entity', entities);
export const importStateEnum = pgEnum('import_state', importStates);

/** The workspace's ordered log: history, undo, sync, live updates and outbox are all this row. */
export const changes = pgTable(
  'changes',
  {
    workspaceId: tenant().references(() => workspaces.id),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    n: smallint('n').notNull(),
    id: idColumn<ChangeId>('id').notNull(),
    groupId: idColumn<GroupId>('group_id').notNull(),
    at: instant('at')
      .notNull()
      .default(sql`now()`),
    actorId: idColumn<UserId>('actor_id'),
    viaTokenId: idColumn<TokenId>('via_token_id'),
    opId: idColumn<OpId>('op_id'),
    type: text('type').notNull(),
    entity: entityEnum('entity').notNull(),
    entityId: uuid('entity_id').notNull(),
    /** The task that the change is about, for a task's history. */
    taskId: uuid('task_id'),
    projectId: idColumn<ProjectId>('project_id'),
    fromProjectId: idColumn<ProjectId>('from_project_id'),
    audienceUserId: idColumn<UserId>('audience_user_id'),
    before: jsonb('before').notNull().default({}),
    after: jsonb('after').notNull().default({}),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.seq, t.n] }),
    uniqueIndex('changes_id').on(t.workspaceId, t.id),
    index('changes_group').on(t.workspaceId, t.groupId, t.seq, t.n),
    index('changes_entity').on(t.workspaceId, t.entityId, t.seq, t.n),
    index('changes_task')
      .on(t.workspaceId, t.taskId, t.seq, t.n)
      .where(sql`task_id IS NOT NULL`),
    index('changes_project').on(t.workspaceId, t.projectId, t.seq, t.n),
    index('changes_from_project')
      .on(t.workspaceId, t.fromProjectId, t.seq, t.n)
      .where(sql`from_project_id IS NOT NULL`),
    // What was completed, by all and by each, newest last.
    index('changes_completed')
      .on(t.workspaceId, t.seq, t.n)
      .where(sql`type = 'task.completed'`),
    index('changes_completed_by')
      .on(t.workspaceId, t.actorId, t.seq, t.n)
      .where(sql`type = 'task.completed'`),
  ],
);

/** What an operation answered, so that sending it again has no second effect. */
export const opResults = pgTable(
  'op_results',
  {
    userId: idColumn<UserId>('user_id')
      .notNull()
      .references(() => users.id),
    opId: idColumn<OpId>('op_id').notNull(),
    procedure: text('procedure').notNull(),
    inputHash: bytes('input_hash').notNull(),
    workspaceId: idColumn<WorkspaceId>('workspace_id'),
    answer: jsonb('answer'),
    seq: bigint('seq', { mode: 'number' }),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.opId] }),
    index('op_results_age').on(t.createdAt),
    // Finds the answers that tell of a thing, for its purge.
    index('op_results_told').using('gin', sql`jsonb_path_query_array(answer, '$.**.id')`),
  ],
);

export const imports = pgTable(
  'imports',
  {
    workspaceId: tenant().references(() => workspaces.id),
    id: idColumn<ImportId>('id').notNull(),
    userId: idColumn<UserId>('user_id')
      .notNull()
      .references(() => users.id),
    uploadId: idColumn<UploadId>('upload_id'),
    format: text('format').notNull(),
    state: importStateEnum('state').notNull(),
    groupId: idColumn<GroupId>('group_id').notNull(),
    ledger: jsonb('ledger').notNull().default({}),
    done: integer('done').notNull().default(0),
    total: integer('total').notNull().default(0),
    error: text('error'),
    createdAt: createdAt(),
    finishedAt: instant('finished_at'),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] }), index('imports_state').on(t.state)],
);

/** What a file held, parsed and waiting to be written in chunks. */
export const importItems = pgTable(
  'import_items',
  {
    workspaceId: tenant(),
    importId: idColumn<ImportId>('import_id').notNull(),
    ordinal: integer('ordinal').notNull(),
    kind: text('kind').notNull(),
    sourceId: text('source_id').notNull(),
    parentSourceId: text('parent_source_id'),
    data: jsonb('data').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.importId, t.ordinal] }),
    index('import_items_kind').on(t.workspaceId, t.importId, t.kind, t.ordinal),
    foreignKey({
      name: 'import_items_import',
      columns: [t.workspaceId, t.importId],
      foreignColumns: [imports.workspaceId, imports.id],
    }).onDelete('cascade'),
  ],
);

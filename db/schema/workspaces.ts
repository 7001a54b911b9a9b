import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { labelColours, projectRights, roles } from '../../server/domain/enums.ts';
import type {
  InviteId,
  LabelId,
  ProjectId,
  SectionId,
  UserId,
  WorkspaceId,
} from '../../server/domain/ids.ts';
import { bytes, createdAt, idColumn, instant, orderKey, tenant, updatedAt } from '../columns.ts';
import { users } from './accounts.ts';

export const roleEnum = pgEnum('role', roles);
export const projectRightEnum = pgEnum('project_right', projectRights);
export const labelColourEnum = pgEnum('label_colour', labelColours);

/** Who made a row: an account, or the name that an import brought. */
export const authorship = () => ({
  createdBy: idColumn<UserId>('created_by'),
  importedAuthor: text('imported_author'),
  source: text('source'),
  sourceId: text('source_id'),
});

export const workspaces = pgTable('workspaces', {
  id: idColumn<WorkspaceId>('id').primaryKey(),
  name: text('name').notNull(),
  /** The number of the last write. Taking the next one is the workspace's write lock. */
  seq: bigint('seq', { mode: 'number' }).notNull().default(0),
  syncFloorSeq: bigint('sync_floor_seq', { mode: 'number' }).notNull().default(0),
  isPersonal: boolean('is_personal').notNull().default(false),
  version: integer('version').notNull().default(1),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
  deletedAt: instant('deleted_at'),
});

export const members = pgTable(
  'members',
  {
    workspaceId: tenant().references(() => workspaces.id),
    userId: idColumn<UserId>('user_id')
      .notNull()
      .references(() => users.id),
    role: roleEnum('role').notNull(),
    joinedAt: instant('joined_at')
      .notNull()
      .default(sql`now()`),
    removedAt: instant('removed_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.userId] }),
    index('members_user').on(t.userId, t.workspaceId),
  ],
);

export const projects = pgTable(
  'projects',
  {
    workspaceId: tenant().references(() => workspaces.id),
    id: idColumn<ProjectId>('id').notNull(),
    name: text('name').notNull(),
    key: text('key').notNull(),
    colour: labelColourEnum('colour').notNull().default('grey'),
    isPrivate: boolean('is_private').notNull().default(false),
    /** The member whose inbox this is. */
    inboxOf: idColumn<UserId>('inbox_of'),
    /** The number that the next task gets; numbers are never used again. */
    nextNumber: integer('next_number').notNull().default(1),
    order: orderKey('order').notNull(),
    version: integer('version').notNull().default(1),
    ...authorship(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    archivedAt: instant('archived_at'),
    deletedAt: instant('deleted_at'),
    /** Set once it is being purged: what is below goes first, and nothing finds it any more. */
    purgingAt: instant('purging_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('projects_key')
      .on(t.workspaceId, t.key)
      .where(sql`deleted_at IS NULL AND inbox_of IS NULL`),
    uniqueIndex('projects_inbox').on(t.workspaceId, t.inboxOf),
    uniqueIndex('projects_source').on(t.workspaceId, t.source, t.sourceId),
    index('projects_order').on(t.workspaceId, t.order, t.id),
  ],
);

export const projectMembers = pgTable(
  'project_members',
  {
    workspaceId: tenant(),
    projectId: idColumn<ProjectId>('project_id').notNull(),
    userId: idColumn<UserId>('user_id').notNull(),
    right: projectRightEnum('right').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.projectId, t.userId] }),
    index('project_members_user').on(t.workspaceId, t.userId, t.projectId),
    foreignKey({
      name: 'project_members_project',
      columns: [t.workspaceId, t.projectId],
      foreignColumns: [projects.workspaceId, projects.id],
    }),
    foreignKey({
      name: 'project_members_member',
      columns: [t.workspaceId, t.userId],
      foreignColumns: [members.workspaceId, members.userId],
    }),
  ],
);

export const sections = pgTable(
  'sections',
  {
    workspaceId: tenant(),
    projectId: idColumn<ProjectId>('project_id').notNull(),
    id: idColumn<SectionId>('id').notNull(),
    name: text('name').notNull(),
    order: orderKey('order').notNull(),
    version: integer('version').notNull().default(1),
    ...authorship(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    deletedAt: instant('deleted_at'),
    purgingAt: instant('purging_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique('sections_place').on(t.workspaceId, t.projectId, t.id),
    uniqueIndex('sections_source').on(t.workspaceId, t.source, t.sourceId),
    index('sections_order').on(t.workspaceId, t.projectId, t.order, t.id),
    foreignKey({
      name: 'sections_project',
      columns: [t.workspaceId, t.projectId],
      foreignColumns: [projects.workspaceId, projects.id],
    }),
  ],
);

export const labels = pgTable(
  'labels',
  {
    workspaceId: tenant().references(() => workspaces.id),
    id: idColumn<LabelId>('id').notNull(),
    name: text('name').notNull(),
    nameFolded: text('name_folded').notNull(),
    colour: labelColourEnum('colour').notNull(),
    version: integer('version').notNull().default(1),
    ...authorship(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    deletedAt: instant('deleted_at'),
    purgingAt: instant('purging_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('labels_name')
      .on(t.workspaceId, t.nameFolded)
      .where(sql`deleted_at IS NULL`),
    uniqueIndex('labels_source').on(t.workspaceId, t.source, t.sourceId),
  ],
);

export const invites = pgTable(
  'invites',
  {
    workspaceId: tenant().references(() => workspaces.id),
    id: idColumn<InviteId>('id').notNull(),
    secretHash: bytes('secret_hash').notNull(),
    role: roleEnum('role').notNull(),
    /** Where the link was sent; it proves nothing about who opens it. */
    email: text('email'),
    /** The project that whoever accepts is given at once, and their right on it. */
    projectId: idColumn<ProjectId>('project_id'),
    right: projectRightEnum('right'),
    createdBy: idColumn<UserId>('created_by')
      .notNull()
      .references(() => users.id),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
    usedBy: idColumn<UserId>('used_by').references(() => users.id),
    /** Whom it let make an account where that takes an invite: one account, which alone may accept it then. */
    signedUpBy: idColumn<UserId>('signed_up_by').references(() => users.id),
    revokedAt: instant('revoked_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('invites_secret').on(t.secretHash),
    index('invites_maker').on(t.workspaceId, t.createdBy),
    foreignKey({
      name: 'invites_project',
      columns: [t.workspaceId, t.projectId],
      foreignColumns: [projects.workspaceId, projects.id],
    }),
    check('invites_project_right', sql`(${t.projectId} IS NULL) = (${t.right} IS NULL)`),
    check('invites_use', sql`(${t.usedAt} IS NULL) = (${t.usedBy} IS NULL)`),
    check('invites_sign_up', sql`${t.usedBy} = ${t.signedUpBy}`),
    check('invites_end', sql`${t.usedAt} IS NULL OR ${t.revokedAt} IS NULL`),
  ],
);

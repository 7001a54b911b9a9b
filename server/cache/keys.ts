import type { ProjectId, UserId, WorkspaceId } from '../domain/ids.ts';
import { appVersion } from '../platform/version.ts';

/**
 * What is marked together when it changes: a person (sessions, tokens, settings, memberships) or a workspace (all
 * that is in it). In a Redis Cluster the braces keep what belongs to a scope on one node.
 */
export type Scope = `{u:${string}}` | `{w:${string}}`;

export const userScope = (userId: UserId): Scope => `{u:${userId}}`;
export const workspaceScope = (workspaceId: WorkspaceId): Scope => `{w:${workspaceId}}`;

/** All keys that Cairn has in Redis begin with this, and all have a TTL. */
const prefix = 'cairn:';

/** Names the present state of a scope: random, and gone while somebody writes there. */
export const stampKey = (generation: string, scope: Scope) => `${prefix}${generation}:${scope}:s`;

/** The writers at work in a scope, each with the second at which it is given up. */
export const marksKey = (generation: string, scope: Scope) => `${prefix}${generation}:${scope}:m`;

/** Something kept in a scope, under what it was asked by, and by which version of the code it was made. */
export const entryKey = (generation: string, scope: Scope, name: string) =>
  `${prefix}${generation}:${scope}:${appVersion()}:${name}`;

/** A stamp and marks of nobody, written to see that a master takes writes. */
export const probeKeys = (tag: string) =>
  [`${prefix}probe:{${tag}}:s`, `${prefix}probe:{${tag}}:m`] as const;

/** Counters of rates; they outlive a generation. The braces keep them in one slot of a cluster. */
export const ratePrefix = `${prefix}rate`;
export const rateKey = (key: string) => `{r:${key}}`;

/** Who looks at a project now. The braces keep it in one slot of a cluster. */
export const looksKey = (projectId: ProjectId) => `${prefix}looks:{p:${projectId}}`;

/** A person, as one who hears that somebody came to what they look at, or left it. Nothing is kept there. */
export type NudgeScope = `{n:${string}}`;
export const nudgeScope = (userId: UserId): NudgeScope => `{n:${userId}}`;

/** A person, as one who hears that what they are notified of is another. Nothing is kept there. */
export type NoticeScope = `{t:${string}}`;
export const noticeScope = (userId: UserId): NoticeScope => `{t:${userId}}`;

/** Where processes tell each other in which scopes something was committed, or whom to nudge. */
export const hintChannel = `${prefix}hints`;

/** Each closed list is said once, here; zod and Postgres both read it. */
export const roles = ['owner', 'admin', 'member', 'guest'] as const;
export type Role = (typeof roles)[number];

export const projectRights = ['read', 'comment', 'write'] as const;
export type ProjectRight = (typeof projectRights)[number];

export const taskStatuses = ['open', 'done', 'cancelled'] as const;
export type TaskStatus = (typeof taskStatuses)[number];

export const locales = ['en', 'ru'] as const;
export type Locale = (typeof locales)[number];

export const labelColours = [
  'grey',
  'red',
  'orange',
  'amber',
  'yellow',
  'lime',
  'green',
  'teal',
  'cyan',
  'blue',
  'violet',
  'pink',
] as const;
export type LabelColour = (typeof labelColours)[number];

export const relationKinds = ['blocks', 'relates', 'duplicates'] as const;
export type RelationKind = (typeof relationKinds)[number];

export const anchors = ['schedule', 'completion'] as const;
export const missedPolicies = ['keep-one', 'pile-up', 'skip'] as const;

export const inviteStates = ['open', 'used', 'expired', 'revoked'] as const;
export type InviteState = (typeof inviteStates)[number];

export const signUpModes = ['open', 'invitation', 'closed'] as const;
export type SignUpMode = (typeof signUpModes)[number];

export const entities = [
  'workspace',
  'member',
  'invite',
  'project',
  'section',
  'label',
  'task',
  'comment',
  'attachment',
  'view',
  'relation',
  'plan',
  'reminder',
] as const;
export type Entity = (typeof entities)[number];

/** Pictures that a browser may be shown: told by their bytes alone. SVG, which can hold programs, is none. */
export const imageTypes = ['png', 'jpeg', 'gif', 'webp', 'avif'] as const;
export type ImageType = (typeof imageTypes)[number];

export const importStates = [
  'previewing',
  'previewed',
  'running',
  'done',
  'failed',
  'undoing',
  'undone',
] as const;

/** What is written to people by mail. */
export const mailKinds = ['invite', 'reset', 'confirm-email', 'email-changed', 'reminder'] as const;

/** How a reminder says when: an instant, a time on the wall, or so long before its task is due. */
export const reminderKinds = ['instant', 'local', 'relative'] as const;

/** What a person is notified of. */
export const notificationKinds = ['reminder'] as const;

export const accountLinkKinds = ['password', 'email'] as const;
export type AccountLinkKind = (typeof accountLinkKinds)[number];

/** What a week may begin with. */
export const weekDays = ['monday', 'saturday', 'sunday'] as const;
export type WeekDay = (typeof weekDays)[number];

/** Which text of a task a search found. */
export const searchPlaces = ['title', 'notes', 'comment', 'key'] as const;
/** How nearly, the best first: the very words, another form of one, the beginning of one, a likely misspelling. */
export const searchMatches = ['exact', 'stem', 'prefix', 'typo'] as const;
export type SearchMatch = (typeof searchMatches)[number];

/** What a filter's tasks can be sorted by. */
export const filterSorts = ['due', 'created', 'updated', 'priority'] as const;
export type FilterSort = (typeof filterSorts)[number];

/** How a saved view is shown, and what its tasks are grouped by. */
export const viewLayouts = ['list', 'board', 'calendar'] as const;
export const viewGroupings = ['none', 'project', 'due', 'priority', 'assignee', 'label'] as const;

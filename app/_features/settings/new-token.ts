import { createCell } from '../../_client/store/cell.ts';
import type { Levels } from './scopes.ts';

export type Access = 'read' | 'write' | 'some';
export const lifetimes = ['30', '90', '365', 'never'] as const;
export type Lifetime = (typeof lifetimes)[number];

export type NewToken = {
  name: string;
  access: Access;
  levels: Levels;
  /** Null: every workspace of the person. */
  workspaceIds: readonly string[] | null;
  lifetime: Lifetime;
};

/** A form as it is opened: little may be done with it, and not for ever. */
export const freshToken: NewToken = {
  name: '',
  access: 'read',
  levels: {},
  workspaceIds: null,
  lifetime: '90',
};

/** The token that is being described. It stays there while the person looks at other views. */
export const tokenDraft = createCell<NewToken | null>(null);

/** The secret that was just made: shown until the person says that they have it. */
export const tokenMade = createCell<{ name: string; secret: string } | null>(null);

import type { ReactNode } from 'react';
import type { WorkspaceOutput } from '../../../server/workspace/schema.ts';
import type { Grouping } from '../filter/group-tasks.ts';
import type { Found } from '../filter/use-found.ts';

/** What a layout of a view is given. */
export type ViewLayoutProps = {
  workspace: WorkspaceOutput;
  found: Found;
  grouping: Grouping;
  /** Stands there where nothing is found. */
  empty: ReactNode;
};

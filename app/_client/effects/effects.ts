import type { WriteName } from '../contract.ts';
import { attachmentEffects } from './attachments.ts';
import { commentEffects } from './comments.ts';
import type { Effect } from './effect.ts';
import { labelEffects } from './labels.ts';
import { peopleEffects } from './people.ts';
import { planEffects } from './plans.ts';
import { projectEffects } from './projects.ts';
import { relationEffects } from './relations.ts';
import { reminderEffects } from './reminders.ts';
import { sectionEffects } from './sections.ts';
import { taskEffects } from './tasks.ts';
import { viewEffects } from './views.ts';
import { undoEffect } from './undo.ts';
import type { GroupMemory } from './undo.ts';

export type Effects = { [P in WriteName]: Effect<P> };

/** The effect of every write of the contract that the page makes. */
export function createEffects(remembered: GroupMemory): Effects {
  return {
    ...peopleEffects,
    ...projectEffects,
    ...sectionEffects,
    ...labelEffects,
    ...viewEffects,
    ...planEffects,
    ...taskEffects,
    ...commentEffects,
    ...attachmentEffects,
    ...relationEffects,
    ...reminderEffects,
    'change.undo': undoEffect(remembered),
  };
}

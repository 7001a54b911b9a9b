import { labels } from '../../db/schema/workspaces.ts';
import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import { fold } from '../domain/fold.ts';
import type { LabelId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { newId } from '../platform/ids.ts';
import { labelColumns } from './rows.ts';
import type { LabelCreateInput, LabelOutput } from './schema.ts';

/**
 * Makes a label of the workspace.
 * @throws CONFLICT naming `name` when there is one, whatever the case of its letters
 */
export async function createLabel(ctx: Ctx, input: LabelCreateInput): Promise<LabelOutput> {
  return write(ctx, { action: 'label.create', input, guard: membership }, async (w, record) => {
    const { workspaceId, name, colour } = input;
    const id = input.id ?? newId<LabelId>(w.runtime.clock);
    const made = { name, nameFolded: fold(name), colour, createdBy: w.member.userId };
    const [label] = await w.db
      .insert(labels)
      .values({ workspaceId, id, ...made, createdAt: w.now, updatedAt: w.now })
      .returning(labelColumns);
    if (!label) throw new Error('the new label was not returned');
    record({ type: 'label.created', entityId: id, after: { name, colour } });
    return label;
  });
}

import type { Ctx } from '../platform/context.ts';
import type { Env } from '../platform/env.ts';
import type { Member } from '../platform/member.ts';
import { countAttachedBytes } from './count-attached-bytes.ts';
import { countInstanceBytes } from './count-instance-bytes.ts';

/** Milliseconds for which the count of the whole instance is good enough for a look at what is left. */
const fresh = 60_000;
const counted = new WeakMap<Env, { at: number; bytes: number }>();

/** What a file may have at most, and what is left for all of a workspace, by its own limit and by the instance's. */
export async function countRoom(
  ctx: Ctx,
  member: Member,
): Promise<{ file: number; workspace: number }> {
  const most = ctx.runtime.env.filesMost;
  const used = await countAttachedBytes(ctx, member);
  const left = Math.min(most.workspace - used, most.instance - (await countLately(ctx)));
  return { file: most.file, workspace: Math.max(0, left) };
}

async function countLately({ runtime }: Ctx): Promise<number> {
  const known = counted.get(runtime.env);
  if (known && performance.now() - known.at < fresh) return known.bytes;
  const bytes = await countInstanceBytes(runtime);
  counted.set(runtime.env, { at: performance.now(), bytes });
  return bytes;
}

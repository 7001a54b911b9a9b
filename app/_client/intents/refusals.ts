import { dismissRefusal } from '../sending/sync.ts';
import type { Refusal } from '../sending/op-log.ts';
import { run } from './run.ts';

/** Does again what the server refused, in its order. Refused once more it is told of once more. */
export async function retryRefusal({ id, ops }: Refusal): Promise<void> {
  for (const { procedure, input } of ops) run(procedure, input);
  await dismissRefusal(id);
}

/** Gives up what the server refused. */
export const discardRefusal = ({ id }: Refusal): Promise<void> => dismissRefusal(id);

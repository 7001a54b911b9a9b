import type { InputOf } from '../contract.ts';
import { run } from './run.ts';
import type { Sent } from './run.ts';

/** Changes the signed-in person's own settings. */
export function updateMe(set: InputOf<'account.update'>['set']): Sent<'account.update'> {
  return run('account.update', { set });
}

import type { InputOf } from '../../_client/contract.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';

/** What a chooser changes in the tasks that it is about: in the panel of the one, elsewhere of all chosen. */
export type EditTasks = (
  tasks: readonly TaskOutput[],
  edit: Pick<InputOf<'task.bulk'>, 'set' | 'add' | 'remove'>,
) => void;

import type { TaskOutput } from '../../../server/task/schema.ts';
import type { Edit } from '../../_client/intents/bulk-tasks.ts';

/** What a chooser changes in the tasks that it is about: in the panel of the one, elsewhere of all chosen. */
export type EditTasks = (tasks: readonly TaskOutput[], edit: Edit) => void;

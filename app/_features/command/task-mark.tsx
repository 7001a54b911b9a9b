import Circle from 'lucide-react/icons/circle';
import CircleCheck from 'lucide-react/icons/circle-check';
import CircleX from 'lucide-react/icons/circle-x';
import type { TaskOutput } from '../../../server/task/schema.ts';

const inks = ['text-muted', 'text-priority-1', 'text-priority-2', 'text-priority-3'];
const icons = { open: Circle, done: CircleCheck, cancelled: CircleX };

/** A task's state and priority where it cannot be ticked. */
export function TaskMark({ status, priority }: Pick<TaskOutput, 'status' | 'priority'>) {
  const Icon = icons[status];
  return (
    <span className={inks[priority]}>
      <Icon size={16} aria-hidden />
    </span>
  );
}

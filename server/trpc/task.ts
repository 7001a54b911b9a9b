import { assignTask } from '../task/assign-task.ts';
import { bulkTasks } from '../task/bulk-tasks.ts';
import { cancelTask } from '../task/cancel-task.ts';
import { completeTask } from '../task/complete-task.ts';
import { createTask } from '../task/create-task.ts';
import { deleteTask } from '../task/delete-task.ts';
import { filterTasks } from '../task/filter-tasks.ts';
import { getTask } from '../task/get-task.ts';
import { listHotTasks } from '../task/list-hot-tasks.ts';
import { listTasks } from '../task/list-tasks.ts';
import { moveTask } from '../task/move-task.ts';
import { pauseTask } from '../task/pause-task.ts';
import { listCompleted } from '../completion/list-completed.ts';
import * as completion from '../completion/schema.ts';
import * as quickAdd from '../quick-add/schema.ts';
import { parseTask } from '../quick-add/parse-task.ts';
import { quickAddTask } from '../quick-add/quick-add-task.ts';
import { reopenTask } from '../task/reopen-task.ts';
import { restoreTask } from '../task/restore-task.ts';
import { resumeTask } from '../task/resume-task.ts';
import * as schema from '../task/schema.ts';
import { searchTasks } from '../task/search-tasks.ts';
import { skipTask } from '../task/skip-task.ts';
import { updateTask } from '../task/update-task.ts';
import { madeAs, procedure, router } from './ladder.ts';

export const taskRouter = router({
  create: procedure('task.create')
    .input(schema.taskCreateInput)
    .output(schema.taskOutput)
    .mutation(({ ctx, input }) => createTask(ctx, input)),
  get: procedure('task.get')
    .input(schema.taskGetInput)
    .output(schema.taskOutput)
    .query(({ ctx, input }) => getTask(ctx, input)),
  list: procedure('task.list')
    .input(schema.taskListInput)
    .output(madeAs<typeof schema.taskListOutput>())
    .query(({ ctx, input }) => listTasks(ctx, input)),
  listHot: procedure('task.listHot')
    .input(schema.taskListHotInput)
    .output(madeAs<typeof schema.taskListHotOutput>())
    .query(({ ctx, input }) => listHotTasks(ctx, input)),
  search: procedure('task.search')
    .input(schema.taskSearchInput)
    .output(schema.taskSearchOutput)
    .query(({ ctx, input }) => searchTasks(ctx, input)),
  filter: procedure('task.filter')
    .input(schema.taskFilterInput)
    .output(schema.taskFilterOutput)
    .query(({ ctx, input }) => filterTasks(ctx, input)),
  listCompleted: procedure('task.listCompleted')
    .input(completion.taskListCompletedInput)
    .output(completion.taskListCompletedOutput)
    .query(({ ctx, input }) => listCompleted(ctx, input)),
  parse: procedure('task.parse')
    .input(quickAdd.taskParseInput)
    .output(quickAdd.taskParseOutput)
    .query(({ ctx, input }) => parseTask(ctx, input)),
  quickAdd: procedure('task.quickAdd')
    .input(quickAdd.taskQuickAddInput)
    .output(quickAdd.taskQuickAddOutput)
    .mutation(({ ctx, input }) => quickAddTask(ctx, input)),
  update: procedure('task.update')
    .input(schema.taskUpdateInput)
    .output(schema.taskOutput)
    .mutation(({ ctx, input }) => updateTask(ctx, input)),
  complete: procedure('task.complete')
    .input(schema.taskCompleteInput)
    .output(schema.taskCompleteOutput)
    .mutation(({ ctx, input }) => completeTask(ctx, input)),
  reopen: procedure('task.reopen')
    .input(schema.taskEditInput)
    .output(schema.taskOutput)
    .mutation(({ ctx, input }) => reopenTask(ctx, input)),
  cancel: procedure('task.cancel')
    .input(schema.taskEditInput)
    .output(schema.taskOutput)
    .mutation(({ ctx, input }) => cancelTask(ctx, input)),
  skip: procedure('task.skip')
    .input(schema.taskSkipInput)
    .output(schema.taskOutput)
    .mutation(({ ctx, input }) => skipTask(ctx, input)),
  pause: procedure('task.pause')
    .input(schema.taskEditInput)
    .output(schema.taskOutput)
    .mutation(({ ctx, input }) => pauseTask(ctx, input)),
  resume: procedure('task.resume')
    .input(schema.taskEditInput)
    .output(schema.taskOutput)
    .mutation(({ ctx, input }) => resumeTask(ctx, input)),
  assign: procedure('task.assign')
    .input(schema.taskAssignInput)
    .output(schema.taskOutput)
    .mutation(({ ctx, input }) => assignTask(ctx, input)),
  move: procedure('task.move')
    .input(schema.taskMoveInput)
    .output(schema.taskOutput)
    .mutation(({ ctx, input }) => moveTask(ctx, input)),
  delete: procedure('task.delete')
    .input(schema.taskEditInput)
    .output(schema.taskOutput)
    .mutation(({ ctx, input }) => deleteTask(ctx, input)),
  restore: procedure('task.restore')
    .input(schema.taskEditInput)
    .output(schema.taskOutput)
    .mutation(({ ctx, input }) => restoreTask(ctx, input)),
  bulk: procedure('task.bulk')
    .input(schema.taskBulkInput)
    .output(schema.taskBulkOutput)
    .mutation(({ ctx, input }) => bulkTasks(ctx, input)),
});

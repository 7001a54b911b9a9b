/** The ids of a row's elements. */
export const rowElementId = (taskId: string) => `task-${taskId}`;
export const titleId = (taskId: string) => `title-${taskId}`;
export const factsId = (taskId: string) => `facts-${taskId}`;

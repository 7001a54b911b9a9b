/** Where a task is opened in the workspace. */
export function taskPath({ key }: { key: string }): string {
  return `/t/${key}`;
}

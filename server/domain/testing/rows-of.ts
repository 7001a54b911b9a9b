/** The rows of a table that is written as text: a line each, cells with ` → ` between them. */
export function rowsOf(table: string): string[][] {
  return table
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.trim().split(' → '));
}

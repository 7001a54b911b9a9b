/** A line that `npm test` prints also where all is well. */
export function figuresLine(figures: object): string {
  return `figures: ${JSON.stringify(figures)}`;
}

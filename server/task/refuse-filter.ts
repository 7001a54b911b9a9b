import type { PlacedProblem } from '../domain/filter/place-name-problem.ts';
import { CairnError } from '../platform/errors.ts';

/**
 * A `BAD_REQUEST` for a filter that cannot be read, or that names what is not there: an issue for each problem, with
 * its place in the text and what was most likely meant.
 * @param path the field in which the filter stands
 */
export function refuseFilter(path: string[], problems: readonly PlacedProblem[]): CairnError {
  const issues = problems.map(({ message, start, end, suggestion }) => {
    return { path, message, start, end, ...(suggestion === undefined ? {} : { suggestion }) };
  });
  const said = issues.map(({ message, start, end, suggestion }) => {
    const meant = suggestion === undefined ? '' : ` → ${suggestion}`;
    return `${message} (${start}–${end}${meant})`;
  });
  return new CairnError('BAD_REQUEST', `${path.join('.')}: ${said.join('; ')}`, { issues });
}

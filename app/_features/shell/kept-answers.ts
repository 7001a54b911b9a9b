import { createCell } from '../../_client/store/cell.ts';
import type { Cell } from '../../_client/store/cell.ts';

const mostKept = 10;

/**
 * What was read last for each question, of the latest ten: whoever goes back finds it as it was left.
 * @param nothing what stands there before anything was read
 */
export function createKeptAnswers<T>(nothing: T): (question: string) => Cell<T> {
  const kept = new Map<string, Cell<T>>();
  return (question) => {
    const cell = kept.get(question) ?? createCell(nothing);
    kept.delete(question);
    kept.set(question, cell);
    for (const old of [...kept.keys()].slice(0, -mostKept)) kept.delete(old);
    return cell;
  };
}

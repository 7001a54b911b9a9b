import { bytesText } from './doctor/check.ts';
import type { ArchiveSummary } from './host.ts';

/** `31 tables with 1200 rows and 4 files, 2.3 MB`. */
export function summaryText({ tables, rows, files, bytes }: ArchiveSummary): string {
  const several = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;
  return `${several(tables, 'table')} with ${several(rows, 'row')} and ${several(files, 'file')}, ${bytesText(bytes)}`;
}

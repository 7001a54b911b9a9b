import { createCell } from '../../_client/store/cell.ts';

/** True while the page is on its way to the printer. */
export const printing = createCell(false);

/** Prints the task or list that stands in the page. */
export function printPage(): void {
  window.print();
}

/** Folds text for comparing: NFKC, lower case, ё as е. The same in the browser and for Postgres, stored at write. */
export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll('ё', 'е');
}

import type { ImportFormat } from '../schema.ts';
import { detectFormat } from './detect.ts';
import { openGithub } from './github.ts';
import type { ReadOptions, Reading } from './item.ts';
import type { Source } from './source.ts';
import { openTrello } from './trello.ts';

const openers: Record<ImportFormat, (source: Source, options: ReadOptions) => Promise<Reading>> = {
  trello: openTrello,
  github: openGithub,
};

/**
 * Looks a file through once and makes it ready to be read. Nothing is written anywhere.
 * @throws CairnError `BAD_REQUEST` or `PAYLOAD_TOO_LARGE` that names what is wrong with the file
 */
export async function openImport(source: Source, options: ReadOptions): Promise<Reading> {
  const format = options.format ?? (await detectFormat(source));
  return openers[format](source, options);
}

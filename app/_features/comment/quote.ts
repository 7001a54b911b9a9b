import { withoutMentionLinks } from '../../../server/domain/mentions.ts';

const longest = 2000;

/** A comment's words as a quotation below what is written already. Who was mentioned there is not called again. */
export function quoteOf(body: string, written: string): string {
  const lines = withoutMentionLinks(body).slice(0, longest).trimEnd().split('\n');
  const quoted = lines.map((line) => (line === '' ? '>' : `> ${line}`)).join('\n');
  const before = written.trimEnd();
  return `${before}${before === '' ? '' : '\n\n'}${quoted}\n\n`;
}

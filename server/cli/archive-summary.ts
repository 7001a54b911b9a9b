import { bytesText } from './doctor/check.ts';
import type { ArchiveSummary, EndedAccess } from './host.ts';

/** `31 tables with 1200 rows and 4 files, 2.3 MB`. */
export function summaryText({ tables, rows, files, bytes }: ArchiveSummary): string {
  return `${several(tables, 'table')} with ${several(rows, 'row')} and ${several(files, 'file')}, ${bytesText(bytes)}`;
}

/** What a restore ended and left, in lines for whoever ran it. */
export function endedLines(ended: EndedAccess): string[] {
  const { sessions, invites, links, devices, tokens, tokensLeft } = ended;
  const parts = [
    several(sessions, 'session'),
    several(invites, 'open invite'),
    several(links, 'mailed link'),
    several(devices, 'known browser'),
  ];
  const lines = [
    `Ended what may have been ended since: ${parts.join(', ')}. Everybody signs in again, with the password of that day.`,
  ];
  if (tokens > 0) lines.push(`Revoked ${several(tokens, 'token')}: programs need new ones.`);
  if (tokensLeft > 0)
    lines.push(
      `${several(tokensLeft, 'token')} of programs ${tokensLeft === 1 ? 'works' : 'work'}, also what was revoked since the backup. Restore with --revoke-tokens to end them all.`,
    );
  return lines;
}

const several = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;

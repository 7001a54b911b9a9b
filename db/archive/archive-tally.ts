import { createHash } from 'node:crypto';
import type { Manifest } from './manifest.ts';

type Count = { rows: number; bytes: number; hash: ReturnType<typeof createHash> };

/** Counts what an archive really holds, to be compared with what its manifest says. */
export function createTally() {
  const counts = new Map<string, Count>();
  let current = { table: '', piece: -1 };
  const add = (key: string, chunk: Buffer) => {
    let count = counts.get(key);
    if (!count) counts.set(key, (count = { rows: 0, bytes: 0, hash: createHash('sha256') }));
    count.bytes += chunk.length;
    count.hash.update(chunk);
    if (key.startsWith('table ')) count.rows += countLines(chunk);
  };
  return {
    add,
    nextPiece(table: string, piece: number): boolean {
      const expected = table === current.table ? current.piece + 1 : 0;
      if (table !== current.table && counts.has(`table ${table}`)) return false;
      current = { table, piece };
      return piece === expected;
    },
    async *through(key: string, body: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
      add(key, Buffer.alloc(0));
      for await (const chunk of body) {
        add(key, chunk);
        yield chunk;
      }
    },
    difference(manifest: Manifest): string | null {
      const seen = new Set<string>();
      const declared = [
        ...manifest.tables.map((table) => ({ key: `table ${table.name}`, ...table })),
        ...manifest.files.map((file) => ({ key: `file ${file.path}`, rows: 0, ...file })),
      ];
      for (const { key, rows, bytes, sha256 } of declared) {
        if (seen.has(key)) return `${key} is listed twice`;
        seen.add(key);
        const count = counts.get(key);
        if (key.startsWith('file ') && !count) return `${key} is missing`;
        if ((count?.bytes ?? 0) !== bytes || (count?.rows ?? 0) !== rows) {
          return `${key} has another size than the manifest says`;
        }
        if ((count?.hash ?? createHash('sha256')).digest('hex') !== sha256) {
          return `${key} has another checksum than the manifest says`;
        }
      }
      const extra = [...counts.keys()].find((key) => !seen.has(key));
      return extra ? `${extra} is not in the manifest` : null;
    },
  };
}

/** `COPY` in text format ends each row, and nothing else, with a line feed. */
function countLines(chunk: Buffer): number {
  let lines = 0;
  for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lines += 1;
  return lines;
}

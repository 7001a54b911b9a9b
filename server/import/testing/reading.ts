import { openImport } from '../formats/read-import.ts';
import type { ImportItem, ReadOptions } from '../formats/item.ts';
import type { Source } from '../formats/source.ts';
import type { Ledger } from '../schema.ts';

const now = new Date('2026-01-01T00:00:00Z');

/** Bytes that come in pieces cut at the given places. */
export function bytesSource(bytes: Uint8Array, cuts: readonly number[] = []): Source {
  return {
    async *open() {
      let from = 0;
      for (const cut of cuts.toSorted((a, b) => a - b)) {
        if (cut <= from || cut >= bytes.length) continue;
        yield bytes.subarray(from, cut);
        from = cut;
      }
      yield bytes.subarray(from);
    },
  };
}

export function textSource(text: string, cuts: readonly number[] = []): Source {
  return bytesSource(new TextEncoder().encode(text), cuts);
}

export function jsonSource(value: unknown): Source {
  return textSource(JSON.stringify(value));
}

export type ReadAll = { format: string; items: ImportItem[]; ledger: Ledger };

export async function readAll(
  source: Source,
  options: Partial<ReadOptions> = {},
): Promise<ReadAll> {
  const reading = await openImport(source, { locale: 'en', now, ...options });
  const items: ImportItem[] = [];
  for await (const item of reading.items()) items.push(item);
  return { format: reading.format, items, ledger: reading.ledger() };
}

export function itemsOf<K extends ImportItem['kind']>(
  items: ImportItem[],
  kind: K,
): Extract<ImportItem, { kind: K }>[] {
  return items.filter((item): item is Extract<ImportItem, { kind: K }> => item.kind === kind);
}

/** How often the ledger says this of a field; 0 when it does not. */
export function counted(ledger: Ledger, entity: string, field: string): Record<string, number> {
  const lines = ledger.fields.filter((line) => line.entity === entity && line.field === field);
  return Object.fromEntries(
    lines.map((line) => [line.note ? `${line.outcome} ${line.note}` : line.outcome, line.count]),
  );
}

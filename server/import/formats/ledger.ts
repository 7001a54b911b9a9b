import type { ImportFormat, Ledger, LedgerNote, Outcome } from '../schema.ts';
import { cleanText, cutText } from './text.ts';
import { limits } from './limits.ts';

export type Place = { entity: string; field: string };
type ProjectCounts = Ledger['projects'][number];
export type Counted = 'sections' | 'tasks' | 'subtasks' | 'comments' | 'labels';

export type LedgerBook = ReturnType<typeof createLedger>;

/** Counts what becomes of every field. Names from the file are cleaned, cut and capped in number. */
export function createLedger(source: ImportFormat) {
  const fields = new Map<string, Ledger['fields'][number]>();
  const projects = new Map<string, ProjectCounts>();
  const skipped: Ledger['skipped'] = [];
  const authors = new Set<string>();
  let skippedTotal = 0;
  let authorsTotal = 0;

  const add = (
    place: Place,
    what: { outcome: Outcome; note: LedgerNote | null; count: number },
  ) => {
    const { outcome, note, count } = what;
    if (count === 0) return;
    const field = short(place.field);
    let key = JSON.stringify([place.entity, field, outcome, note]);
    let line = fields.get(key);
    if (!line && fields.size >= limits.fields) {
      key = JSON.stringify([place.entity, '…', outcome, note]);
      line = fields.get(key);
    }
    if (line) line.count += count;
    else {
      const name = fields.size >= limits.fields ? '…' : field;
      fields.set(key, {
        entity: place.entity,
        field: name,
        outcome,
        count,
        ...(note ? { note } : {}),
      });
    }
  };

  const countsOf = (sourceId: string): ProjectCounts => {
    const known = projects.get(sourceId);
    if (known) return known;
    const made = { name: '', sections: 0, tasks: 0, subtasks: 0, comments: 0, labels: 0 };
    projects.set(sourceId, made);
    return made;
  };

  return {
    /** Kept as it is, or changed in the way that `note` says. */
    keep(place: Place, note?: LedgerNote | null): void {
      add(place, { outcome: note ? 'changed' : 'kept', note: note ?? null, count: 1 });
    },
    drop(place: Place, note: LedgerNote, count = 1): void {
      add(place, { outcome: 'dropped', note, count });
    },
    skip(what: string, title: string, reason: LedgerNote): void {
      skippedTotal += 1;
      if (skipped.length < limits.skippedListed)
        skipped.push({ what, title: short(title), reason });
    },
    project(sourceId: string, name: string): void {
      countsOf(sourceId).name = name;
    },
    /** Counts what a project gets; a comment may stand in the file before its project is known. */
    count(projectSourceId: string, what: Counted): void {
      countsOf(projectSourceId)[what] += 1;
    },
    author(name: string): void {
      if (authors.has(name) || authorsTotal >= limits.members) return;
      authors.add(name);
      authorsTotal += 1;
    },
    result(): Ledger {
      return {
        source,
        projects: [...projects.values()].filter(({ name }) => name !== ''),
        fields: [...fields.values()],
        skipped,
        skippedTotal,
        authors: [...authors].slice(0, limits.authorsListed),
        authorsTotal,
      };
    },
  };
}

function short(text: string): string {
  return cutText(cleanText(text).text.replaceAll(/\s+/g, ' ').trim(), limits.name);
}

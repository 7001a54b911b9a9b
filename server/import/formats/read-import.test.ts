import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { trelloBoard, writeTrelloBoard } from '../../../bench/generate-trello-board.mjs';
import { CairnError } from '../../platform/errors.ts';
import { ledgerSchema } from '../schema.ts';
import { ghIssue, hook, restIssue } from '../testing/github-fixture.ts';
import { itemsOf, jsonSource, readAll, textSource } from '../testing/reading.ts';
import { board, card, checklist, comment } from '../testing/trello-fixture.ts';
import { fileSource } from './source.ts';

const boardText = JSON.stringify(
  board({
    cards: [
      card(1, 'Ünïcødé 😀', { desc: 'a\u0000\ud83d"', idMembers: ['m'] }),
      card(2, 'two', { closed: true }),
    ],
    checklists: [checklist(1, 1, [['a', 'complete']])],
    actions: [comment(1, 'Привет')],
  }),
);
const issuesText = JSON.stringify([
  restIssue(1, 'Ж 😀'),
  hook('created', { issue: restIssue(2, 'b'), comment: { id: 1, body: 'c' } }),
  ghIssue(3, 'd'),
]);

describe('the format', () => {
  test('is found by the shape of the file', async () => {
    expect((await readAll(textSource(boardText))).format).toBe('trello');
    expect((await readAll(textSource(issuesText))).format).toBe('github');
    expect((await readAll(jsonSource(hook('opened', { issue: restIssue(1, 'One') })))).format).toBe(
      'github',
    );
    expect((await readAll(jsonSource(ghIssue(1, 'One')))).format).toBe('github');
  });

  test('is said to be unknown with the fields that were seen', async () => {
    await expect(readAll(jsonSource({ tasks: [], users: [] }))).rejects.toThrow(
      'The file is neither a Trello board nor GitHub issues; its fields are tasks, users.',
    );
    await expect(readAll(textSource('"text"'))).rejects.toThrow('neither a Trello board');
    await expect(readAll(textSource(''))).rejects.toThrow('The file is empty.');
    await expect(readAll(textSource(boardText.slice(0, 900)))).rejects.toThrow('cut off');
  });
});

describe('any file', () => {
  test('cut into pieces anywhere says the same', async () => {
    const texts = [boardText, issuesText];
    const wholes = await Promise.all(texts.map((text) => readAll(textSource(text))));
    await fc.assert(
      fc.asyncProperty(
        fc.nat(1),
        fc.array(fc.nat(4000), { maxLength: 40 }),
        async (which, cuts) => {
          expect(await readAll(textSource(texts[which] ?? '', cuts))).toEqual(wholes[which]);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('is read or refused by name, and its ledger is one', async () => {
    const odd = fc.anything({ maxDepth: 3, withNullPrototype: false });
    const keys = fc.constantFrom(
      'id',
      'name',
      'title',
      'number',
      'cards',
      'lists',
      'labels',
      'issue',
      'comments',
      'checklists',
      'actions',
      'data',
      'card',
      'toString',
      'constructor',
      '__proto__',
      'milestone',
      'pos',
      'state',
      'url',
      'user',
      'closed',
    );
    const value = fc.letrec((tie) => ({
      node: fc.oneof(
        { depthSize: 'small' },
        odd,
        fc.array(tie('node')),
        fc.dictionary(keys, tie('node')),
      ),
    })).node;
    const edited = fc
      .tuple(fc.constantFrom(boardText, issuesText), keys, value)
      .map(([text, key, put]) => {
        const parsed = JSON.parse(text) as Record<string, unknown>[];
        const target = Array.isArray(parsed) ? parsed[0] : parsed;
        const marked = JSON.stringify(parsed, (name, old: unknown) =>
          name === key && old !== target ? '@put@' : old,
        );
        return marked.replaceAll('"@put@"', () => String(JSON.stringify(put)));
      });
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          edited,
          value.map((any) => String(JSON.stringify(any))),
        ),
        fc.constantFrom('trello', 'github', undefined),
        async (text, format) => {
          const found = await readAll(textSource(text), { format }).catch(
            (error: unknown) => error,
          );
          if (found instanceof Error) {
            expect(found).toBeInstanceOf(CairnError);
            return;
          }
          const { ledger, items } = found as Awaited<ReturnType<typeof readAll>>;
          ledgerSchema.parse(ledger);
          JSON.stringify(items, (_, text: unknown) => {
            if (typeof text === 'string' && (text.includes('\u0000') || !text.isWellFormed()))
              throw new Error(`unclean: ${text}`);
            return text;
          });
          for (const task of itemsOf(items, 'task')) expect(task.title).toMatch(/\S/);
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe('a generated board', () => {
  test('is whole, counted, and the same from a file as from memory', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cairn-board-'));
    try {
      const shape = { cards: 70, lists: 5, bytes: 400_000 };
      await writeTrelloBoard(join(folder, 'board.json'), shape);
      const fromFile = await readAll(fileSource(join(folder, 'board.json')));
      expect(await readAll(textSource([...trelloBoard(shape)].join('')))).toEqual(fromFile);
      expect(fromFile.ledger.projects).toEqual([
        {
          name: 'Generated board',
          sections: 5,
          tasks: 70,
          subtasks: 70 * 4 + 10 * (2 + 4),
          comments: 53,
          labels: 21,
        },
      ]);
      expect(itemsOf(fromFile.items, 'task')).toHaveLength(70 + 70 * 4 + 10 * (2 + 4));
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

const samples = join(import.meta.dirname, '../../../../shared/samples');

describe.skipIf(!existsSync(samples))('files that others wrote', () => {
  test('a board of 2013', async () => {
    const { items, ledger } = await readAll(
      fileSource(join(samples, 'trello-board-export-2013.json')),
    );
    expect(ledger.projects).toEqual([
      { name: 'Trello Json Testing', sections: 3, tasks: 2, subtasks: 4, comments: 2, labels: 1 },
    ]);
    expect(itemsOf(items, 'section').map((section) => section.name)).toEqual([
      'To Do',
      'Doing',
      'Done',
    ]);
    expect(itemsOf(items, 'task')[0]).toMatchObject({
      dueAt: '2013-07-31T17:00:00.000Z',
      labelSourceIds: ['label:green'],
    });
    expect(ledger.skippedTotal).toBe(0);
  });

  test('examples of GitHub’s web hooks', async () => {
    const { items, ledger } = await readAll(
      fileSource(join(samples, 'github-issues-webhooks.json')),
    );
    expect(
      itemsOf(items, 'task').map((task) => [task.sourceId, task.status, task.createdAt]),
    ).toEqual([['codertocat/hello-world#1', 'open', '2021-07-05T18:05:24.000Z']]);
    expect(itemsOf(items, 'comment')).toHaveLength(1);
    expect(ledger.skipped.filter((line) => line.reason === 'pull-request')).toHaveLength(2);
  });
});

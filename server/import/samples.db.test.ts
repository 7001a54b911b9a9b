import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listComments } from '../comment/list-comments.ts';
import { listSections } from '../section/list-sections.ts';
import { listTasks } from '../task/list-tasks.ts';
import { createWorld } from '../testing/world.ts';
import type { Person, World } from '../testing/world.ts';
import type { ImportOutput } from './schema.ts';
import { importAll } from './testing/importing.ts';

const samples = join(import.meta.dirname, '../../../shared/samples');

describe.skipIf(!existsSync(samples))('files that others wrote', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(async () => {
    await world.close();
  });

  const contents = async (person: Person, done: ImportOutput) => {
    const { workspaceId } = person;
    const [projectId] = done.projectIds;
    if (!projectId) throw new Error('the import made no project');
    const sections = await listSections(person.ctx(), { workspaceId, projectId });
    const tasks = await listTasks(person.ctx(), { workspaceId, projectId, limit: 100 });
    return { sections: sections.items.map((section) => section.name), tasks: tasks.items };
  };

  test('a board of 2013', async () => {
    const person = await world.person();
    const text = readFileSync(join(samples, 'trello-board-export-2013.json'), 'utf8');
    const { sections, tasks } = await contents(person, await importAll(person, text));
    expect(sections).toEqual(['To Do', 'Doing', 'Done']);
    const [card] = tasks.filter((task) => task.title === 'Adding a To Do Card');
    expect(card).toMatchObject({ dueAt: '2013-07-31T17:00:00.000Z', commentCount: 2 });
    expect(card?.labelIds).toHaveLength(1);
    const below = tasks.filter((task) => task.parentId === card?.id);
    expect(below.map((task) => [task.title, task.status])).toEqual([
      ['First item', 'open'],
      ['Second Item', 'open'],
      ['Third Item - marked done', 'done'],
      ['Fourth Item', 'open'],
    ]);
    const { workspaceId } = person;
    if (!card) throw new Error('the card is missing');
    const comments = await listComments(person.ctx(), { workspaceId, taskId: card.id, limit: 10 });
    expect(comments.items.map((comment) => [comment.body, comment.importedAuthor])).toEqual([
      ['Comment number 1', 'Chirag Shukla'],
      ['Comment number 2', 'Chirag Shukla'],
    ]);
  });

  test('examples of GitHub’s web hooks', async () => {
    const person = await world.person();
    const text = readFileSync(join(samples, 'github-issues-webhooks.json'), 'utf8');
    const { sections, tasks } = await contents(person, await importAll(person, text));
    expect(sections).toEqual(['v1.0']);
    expect(tasks).toMatchObject([
      { title: 'Spelling error in the README file', importedAuthor: 'Codertocat', commentCount: 1 },
    ]);
  });
});

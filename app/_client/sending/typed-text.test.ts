import { expect, test } from 'vitest';
import { taskId, workspaceId } from '../testing/rows.ts';
import { createWorld } from '../testing/world.ts';
import { typedText } from './typed-text.ts';

test('a refused task gives back its title, and the notes and the comment that waited for it', async () => {
  const world = createWorld();
  const id = taskId(910_000);
  world.outbox.run('task.create', { workspaceId, id, title: 'Paint the door', notes: 'Two coats' });
  world.outbox.run('task.update', { workspaceId, taskId: id, set: { notes: 'Three coats' } });
  world.outbox.run('task.update', { workspaceId, taskId: id, set: { priority: 3 } });
  world.outbox.run('comment.add', { workspaceId, taskId: id, id: taskId(910_001), body: 'Red?' });
  await world.decide(0, 'refused');
  expect(typedText(world.refused)).toBe('Paint the door\n\nTwo coats\n\nThree coats\n\nRed?');
});

test('where nothing was typed there is nothing to give back', async () => {
  const world = createWorld();
  world.outbox.run('task.complete', { workspaceId, taskId: taskId(910_002) });
  await world.decide(0, 'refused');
  expect(typedText(world.refused)).toBeNull();
});

import { expect, test } from 'vitest';
import { createStore } from '../../_client/store/store.ts';
import type { Rows } from '../../_client/store/rows.ts';
import { projectRow, sectionId, taskId, taskRow } from '../../_client/testing/rows.ts';
import { asMarkdown } from './as-markdown.ts';
import { documentOfProject, documentOfTasks } from './document.ts';

function house() {
  const store = createStore();
  const project = projectRow({ name: 'House' });
  const { workspaceId, id: projectId } = project;
  const section = {
    id: sectionId(1),
    workspaceId,
    projectId,
    name: 'Later',
    order: 'a0',
    version: 1,
  };
  const milk = taskRow({ id: taskId(1), title: 'Buy milk', notes: 'Two\n\n- oat\n', order: 'a1' });
  const oat = taskRow({ id: taskId(2), title: 'oat', parentId: milk.id, status: 'done' });
  const call = taskRow({ id: taskId(3), title: 'Call', order: 'a2' });
  const bike = taskRow({ id: taskId(4), title: 'Fix bike', sectionId: section.id });
  store.put('projects', [project]);
  store.put('sections', [section as Rows['sections']]);
  store.put('tasks', [milk, oat, call, bike]);
  return { store, project, milk, oat, call };
}

test('one task is a text: title, notes, and all below it as a checklist', () => {
  const { store, milk } = house();
  expect(asMarkdown(documentOfTasks(store, [milk]))).toBe(
    '# Buy milk\n\nTwo\n\n- oat\n\n- [x] oat',
  );
});

test('several tasks are a checklist, and one that hangs below another stands there alone', () => {
  const { store, milk, oat, call } = house();
  expect(asMarkdown(documentOfTasks(store, [milk, oat, call]))).toBe(
    '- [ ] Buy milk\n\n  Two\n\n  - oat\n\n  - [x] oat\n- [ ] Call',
  );
});

test('a project is its open tasks by sections', () => {
  const { store, project } = house();
  const document = documentOfProject(store, project, { title: 'House', showClosed: false });
  expect(asMarkdown(document)).toBe(
    '# House\n\n- [ ] Buy milk\n\n  Two\n\n  - oat\n\n- [ ] Call\n\n## Later\n\n- [ ] Fix bike',
  );
});

test('nothing is an empty text', () => {
  expect(asMarkdown(documentOfTasks(createStore(), []))).toBe('');
});

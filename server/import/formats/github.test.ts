import { describe, expect, test } from 'vitest';
import { ghIssue, hook, restIssue } from '../testing/github-fixture.ts';
import { counted, itemsOf, jsonSource, readAll, textSource } from '../testing/reading.ts';

const read = (value: unknown, options = {}) =>
  readAll(jsonSource(value), { format: 'github', ...options });

describe('GitHub issues', () => {
  test('of the REST list become tasks of one project', async () => {
    const { items, ledger } = await read([
      restIssue(2, 'Second', {
        state: 'closed',
        closed_at: '2023-02-01T00:00:00Z',
        assignees: [{ login: 'bob' }],
        assignee: { login: 'bob' },
      }),
      restIssue(1, 'First', {
        comments: 4,
        reactions: { url: 'x', total_count: 2, '+1': 2 },
        type: { name: 'Bug' },
      }),
    ]);
    expect(itemsOf(items, 'project')).toEqual([
      { kind: 'project', sourceId: 'repository:acme/rocket', name: 'acme/rocket', prints: {} },
    ]);
    expect(
      itemsOf(items, 'task').map(({ sourceId, title, status, position, completedAt, author }) => [
        sourceId,
        title,
        status,
        position,
        completedAt,
        author,
      ]),
    ).toEqual([
      ['acme/rocket#2', 'Second', 'done', 1, '2023-02-01T00:00:00.000Z', 'ada'],
      ['acme/rocket#1', 'First', 'open', 0, null, 'ada'],
    ]);
    expect(itemsOf(items, 'task')[0]?.notes).toBe(
      'Body of 2\n\nAssigned to: bob\n\n[acme/rocket#2](<https://github.com/acme/rocket/issues/2>)',
    );
    expect(itemsOf(items, 'label')).toEqual([
      { kind: 'label', sourceId: 'label:bug', name: 'bug', colour: 'red' },
    ]);
    expect(counted(ledger, 'comment', 'body')).toEqual({ 'dropped not-in-file': 4 });
    expect(counted(ledger, 'task', 'reactions')).toEqual({ 'dropped no-equivalent': 1 });
    expect(counted(ledger, 'task', 'type')).toEqual({ 'dropped no-equivalent': 1 });
    expect(ledger.authors).toEqual(['ada']);
  });

  test('of gh are the same tasks, with their comments', async () => {
    const comments = [
      {
        id: 'IC_1',
        author: { login: 'bob' },
        body: 'First!',
        createdAt: '2023-01-03T00:00:00Z',
        url: 'https://github.com/acme/rocket/issues/1#issuecomment-55',
      },
    ];
    const { items } = await read([
      ghIssue(1, 'One', { comments }),
      ghIssue(2, 'Two', {
        state: 'CLOSED',
        stateReason: 'NOT_PLANNED',
        closedAt: '2023-01-04T00:00:00Z',
      }),
    ]);
    expect(itemsOf(items, 'task').map((task) => [task.sourceId, task.status])).toEqual([
      ['acme/rocket#1', 'open'],
      ['acme/rocket#2', 'cancelled'],
    ]);
    expect(itemsOf(items, 'comment')).toEqual([
      {
        kind: 'comment',
        sourceId: 'comment:55',
        parentSourceId: 'acme/rocket#1',
        body: 'First!',
        author: 'bob',
        createdAt: '2023-01-03T00:00:00.000Z',
      },
    ]);
  });

  test('the newest of one issue wins, wherever it stands; of equals the last', async () => {
    const at = (updated_at: string, title: string, more = {}) =>
      restIssue(1, title, { updated_at, ...more });
    const { items, ledger } = await read([
      at('2023-03-01T00:00:00Z', 'older'),
      at('2023-04-01T00:00:00Z', 'newest, first'),
      hook('edited', { issue: at('2023-04-01T00:00:00Z', 'newest, last', { state: 'closed' }) }),
      at('2023-02-01T00:00:00Z', 'oldest'),
    ]);
    expect(itemsOf(items, 'task').map((task) => [task.title, task.status])).toEqual([
      ['newest, last', 'done'],
    ]);
    expect(counted(ledger, 'task', 'version')).toEqual({ 'dropped older-version': 3 });
  });

  test('no state means open', async () => {
    const { state: _, ...stateless } = restIssue(1, 'No state');
    const { items, ledger } = await read([stateless, restIssue(2, 'Odd', { state: 'sleeping' })]);
    expect(itemsOf(items, 'task').map((task) => task.status)).toEqual(['open', 'open']);
    expect(counted(ledger, 'task', 'state')).toEqual({ 'changed unknown-state': 1 });
  });

  test('pull requests are left out and listed, once each', async () => {
    const pull = restIssue(3, 'A pull request', { pull_request: { url: 'x' } });
    const { items, ledger } = await read([
      hook('labeled', { issue: pull }),
      hook('created', { issue: pull, comment: { id: 8, body: 'On it' } }),
      restIssue(4, 'Another', { html_url: 'https://github.com/acme/rocket/pull/4' }),
      restIssue(1, 'An issue'),
    ]);
    expect(itemsOf(items, 'task').map((task) => task.title)).toEqual(['An issue']);
    expect(itemsOf(items, 'comment')).toEqual([]);
    expect(ledger.skipped).toEqual([
      { what: 'pull request', title: 'A pull request', reason: 'pull-request' },
      { what: 'pull request', title: 'Another', reason: 'pull-request' },
    ]);
  });

  test('of web hooks: payloads, examples of payloads, events; what is no issue is listed', async () => {
    const issue = restIssue(1, 'One');
    const { items, ledger } = await read([
      {
        name: 'issues',
        description: 'Activity',
        actions: ['opened'],
        examples: [hook('opened', { issue })],
      },
      hook('created', {
        issue,
        comment: { id: 8, body: 'old', updated_at: '2023-01-01T00:00:00Z', user: { login: 'bob' } },
      }),
      hook('edited', {
        issue,
        comment: { id: 8, body: 'new', updated_at: '2023-01-02T00:00:00Z', user: null },
      }),
      {
        type: 'IssuesEvent',
        repo: { name: 'acme/rocket' },
        payload: { action: 'opened', issue: restIssue(2, 'Two') },
      },
      hook('created', { label: { name: 'bug' } }),
      hook('deleted', { issue: restIssue(5, 'Deleted') }),
    ]);
    expect(itemsOf(items, 'task').map((task) => task.title)).toEqual(['One', 'Two']);
    expect(itemsOf(items, 'comment').map(({ body, author }) => [body, author])).toEqual([
      ['new', null],
    ]);
    expect(ledger.skipped).toEqual([
      { what: 'entry', title: 'created label', reason: 'not-an-issue' },
      { what: 'issue', title: 'Deleted', reason: 'deleted-there' },
    ]);
    expect(ledger.projects).toEqual([
      { name: 'acme/rocket', sections: 0, tasks: 2, subtasks: 0, comments: 1, labels: 1 },
    ]);
  });

  test('a comment that stands before the newest of its issue is counted', async () => {
    const comment = { id: 8, body: 'first', updated_at: '2023-01-01T00:00:00Z', user: null };
    const { items, ledger } = await read([
      hook('created', { issue: restIssue(1, 'One'), comment }),
      hook('closed', {
        issue: restIssue(1, 'One', { state: 'closed', updated_at: '2023-02-01T00:00:00Z' }),
      }),
    ]);
    expect(itemsOf(items, 'comment')).toHaveLength(1);
    expect(ledger.projects).toMatchObject([{ name: 'acme/rocket', tasks: 1, comments: 1 }]);
  });

  test('a milestone becomes a section, closed ones last', async () => {
    const milestone = (number: number, title: string, state: string) => ({
      number,
      title,
      state,
      due_on: '2023-05-05T00:00:00Z',
    });
    const { items, ledger } = await read([
      restIssue(1, 'A', { milestone: milestone(1, 'Done with', 'closed') }),
      restIssue(2, 'B', { milestone: milestone(2, 'Next', 'open') }),
      restIssue(3, 'C', { milestone: milestone(2, 'Next', 'open') }),
    ]);
    const sections = itemsOf(items, 'section').toSorted((a, b) => a.position - b.position);
    expect(sections.map((section) => section.name)).toEqual(['Next', 'Done with']);
    expect(itemsOf(items, 'task')[2]?.sectionSourceId).toBe(sections[0]?.sourceId);
    expect(counted(ledger, 'section', 'due_on')).toEqual({ 'dropped no-equivalent': 2 });
    expect(counted(ledger, 'task', 'milestone')).toEqual({ 'changed is-section': 3 });
  });

  test('tell of everything that is lost or cut', async () => {
    const long = (length: number) => 'L'.repeat(length);
    const issue = restIssue(1, 'One', {
      closed_by: { login: 'bob' },
      labels: [
        { name: long(70), color: 'ff0000', description: 'What it means' },
        { name: `${long(60)}other` },
        { name: '' },
      ],
      milestone: { number: 1, title: long(150), state: 'closed', creator: { login: 'bob' } },
      assignees: Array.from({ length: 60 }, (_, n) => ({ login: `a${n}` })),
    });
    const comment = { id: 8, body: 'Hi', user: null, reactions: { url: 'x', total_count: 1 } };
    const entries = [hook('created', { issue, comment }), 7, 'text', null, [['nested']]];
    const { ledger } = await read(entries, { projectName: long(150) });
    const said = (entity: string, ...fields: string[]) =>
      fields.map((field) => counted(ledger, entity, field));
    const lost = { 'dropped no-equivalent': 1 };
    expect(said('project', 'name')).toEqual([{ 'changed cut': 1 }]);
    expect(said('label', 'name', 'description')).toEqual([{ 'changed cut': 1 }, lost]);
    expect(said('section', 'name', 'state', 'creator')).toEqual([{ 'changed cut': 1 }, lost, lost]);
    expect(said('task', 'closed_by', 'labels', 'assignees')).toEqual([
      lost,
      { kept: 1, 'dropped same-name': 1, 'dropped untitled': 1 },
      { 'changed in-notes': 50, 'dropped limit': 10 },
    ]);
    expect(said('comment', 'reactions')).toEqual([lost]);
    expect(ledger.skipped.map(({ title }) => title)).toEqual(['7', 'text', '', '']);
  });

  test('of several repositories become one project each', async () => {
    const other = restIssue(1, 'Other', {
      repository_url: 'https://api.github.com/repos/acme/probe',
      html_url: 'https://github.com/Acme/Probe/issues/1',
    });
    const { items } = await read([restIssue(1, 'One'), other], { projectName: 'Work' });
    expect(itemsOf(items, 'project').map((project) => project.name)).toEqual([
      'Work: acme/rocket',
      'Work: acme/probe',
    ]);
    expect(itemsOf(items, 'task').map((task) => task.projectSourceId)).toEqual([
      'repository:acme/rocket',
      'repository:acme/probe',
    ]);
  });

  test('come from lists of lists, lists after each other, lines and a search', async () => {
    const titles = async (text: string) =>
      itemsOf((await readAll(textSource(text))).items, 'task').map((task) => task.title);
    const [one, two] = [restIssue(1, 'One'), restIssue(2, 'Two')].map((issue) =>
      JSON.stringify(issue),
    );
    for (const text of [
      `[[${one}],[${two}]]`,
      `[${one}][${two}]`,
      `${one}\n${two}\n`,
      `{"total_count":2,"items":[${one},${two}]}`,
    ]) {
      expect(await titles(text)).toEqual(['One', 'Two']);
    }
  });

  test('without a repository are kept apart by the name they are given', async () => {
    const { url: _, ...bare } = ghIssue(7, 'Bare');
    const { items, ledger } = await read([bare]);
    expect(itemsOf(items, 'task')[0]).toMatchObject({
      sourceId: '#7',
      projectSourceId: 'issues:',
      notes: 'Body of 7',
    });
    expect(counted(ledger, 'project', 'name')).toEqual({ 'changed no-project-name': 1 });
    expect(itemsOf((await read([bare], { projectName: 'Mine' })).items, 'task')[0]?.sourceId).toBe(
      'mine#7',
    );
  });

  test('with names that are too long for an index are taken without them', async () => {
    const { items } = await read([
      restIssue(1, 'One', {
        repository_url: `https://api.github.com/repos/${'o'.repeat(5000)}/r`,
        html_url: null,
        url: null,
        labels: [{ name: '\uFDFA'.repeat(60) }, 'plain'],
      }),
    ]);
    expect(itemsOf(items, 'task')[0]).toMatchObject({
      sourceId: 'id:70001',
      labelSourceIds: ['label:plain'],
    });
  });

  test('are refused where there are none', async () => {
    await expect(read([])).rejects.toThrow('The file holds no GitHub issues.');
    await expect(read([1, [2], 'x'])).rejects.toThrow('no GitHub issues');
    await expect(read([{ hello: 'world' }])).rejects.toThrow('its first entry is "hello"');
  });
});

type Fields = Record<string, unknown>;

/** An issue as the REST interface lists it. */
export function restIssue(number: number, title: string, more: Fields = {}): Fields {
  return {
    id: 70_000 + number,
    node_id: `I_${number}`,
    number,
    title,
    body: `Body of ${number}`,
    state: 'open',
    locked: false,
    user: { login: 'ada', id: 1 },
    labels: [{ id: 5, name: 'bug', color: 'd73a4a', default: true }],
    assignees: [],
    milestone: null,
    comments: 0,
    created_at: '2023-01-02T03:04:05Z',
    updated_at: '2023-01-02T03:04:05Z',
    closed_at: null,
    url: `https://api.github.com/repos/acme/rocket/issues/${number}`,
    repository_url: 'https://api.github.com/repos/acme/rocket',
    html_url: `https://github.com/acme/rocket/issues/${number}`,
    ...more,
  };
}

/** An issue as `gh issue list --json …` writes it. */
export function ghIssue(number: number, title: string, more: Fields = {}): Fields {
  return {
    number,
    title,
    body: `Body of ${number}`,
    state: 'OPEN',
    labels: [{ id: 'LA_1', name: 'bug', description: 'Broken', color: 'd73a4a' }],
    assignees: [],
    author: { login: 'ada', name: 'Ada' },
    comments: [],
    createdAt: '2023-01-02T03:04:05Z',
    closedAt: null,
    milestone: null,
    url: `https://github.com/acme/rocket/issues/${number}`,
    ...more,
  };
}

export function hook(action: string, parts: Fields): Fields {
  return {
    action,
    repository: { id: 9, full_name: 'acme/rocket' },
    sender: { login: 'ada' },
    ...parts,
  };
}

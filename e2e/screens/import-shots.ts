import {
  board,
  card,
  checklist,
  comment,
  list,
  objectId,
} from '../../server/import/testing/trello-fixture.ts';
import { click, offered } from './acts.ts';
import { inTurn, shown } from './shot.ts';
import type { Act, Scene, Shot } from './shot.ts';
import { stories } from './stories.ts';

/** Its name is of the language of the page, as a person's own would be. */
const chooseFile = ({ page, locale }: Scene, text: string) =>
  page.locator('input[type=file]').setInputFiles({
    name: stories[locale].workspace,
    mimeType: 'application/json',
    buffer: Buffer.from(text),
  });

/** A board of another program, with what is kept, what changes and what has no place. */
const sendBoard = (scene: Scene) => {
  const { locale } = scene;
  const [project] = stories[locale].teamProjects;
  const lists = project?.sections ?? [];
  const cards = lists.flatMap(({ tasks }, n) =>
    tasks.map(({ title }) => ({ title, idList: list(n + 1, '')['id'] })),
  );
  const content = board({
    name: project?.name,
    members: [{ id: objectId(6001), fullName: stories[locale].people[1] }],
    lists: lists.map(({ name }, n) => list(n + 1, name)),
    cards: cards.map(({ title, idList }, n) => card(n + 1, title, { idList })),
    checklists: [
      checklist(
        1,
        1,
        stories[locale].trash.map((name) => [name, 'incomplete']),
      ),
    ],
    actions: [
      comment(1, stories[locale].inbox[0]?.title ?? '', {
        memberCreator: { id: objectId(6001), fullName: stories[locale].people[1] },
      }),
    ],
  });
  return chooseFile(scene, JSON.stringify(content));
};

const run = click('import.run');

/** What the server would say of the import: it is not told to begin. */
const runAs =
  (state: { state: 'running' | 'done'; done: number; total: number }): Act =>
  async (scene) => {
    const { page, cast } = scene;
    const [previewed] = await Promise.all([
      page.waitForResponse('**/api/trpc/import.preview'),
      sendBoard(scene),
    ]);
    const { result } = (await previewed.json()) as { result: { data: object } };
    const projectIds = [cast.team.projects[0]?.id];
    const data = { ...result.data, error: null, projectIds, ...state };
    await page.route('**/api/trpc/import.get*', () => undefined);
    await page.route('**/api/trpc/import.run', (route) =>
      route.fulfill({ json: { result: { data } } }),
    );
    await run(scene);
    await page.getByRole('main').getByRole('status').waitFor();
  };

/** A file of another program, on its way to tasks. */
export const importShots: Record<string, Shot> = {
  'import.empty': { who: 'full', at: '/import' },
  'import.full': { who: 'full', at: '/import', act: inTurn(sendBoard, offered('import.run')) },
  'import.loading': {
    who: 'full',
    at: '/import',
    api: { how: 'hangs', of: 'import.preview' },
    act: inTurn(sendBoard, shown('progressbar')),
  },
  'import.error': {
    who: 'full',
    at: '/import',
    act: async (scene) => {
      await chooseFile(scene, '{"name": ');
      await scene.page.locator('[aria-invalid=true]').waitFor();
    },
  },
  'import.running': {
    who: 'full',
    at: '/import',
    act: runAs({ state: 'running', done: 8, total: 21 }),
  },
  'import.done': { who: 'full', at: '/import', act: runAs({ state: 'done', done: 21, total: 21 }) },
  'import.unanswered': {
    who: 'full',
    at: '/import',
    act: inTurn(
      sendBoard,
      ({ page }) => page.route('**/api/trpc/import.run', (route) => route.abort()),
      run,
      offered('import.sendAgain'),
    ),
  },
};

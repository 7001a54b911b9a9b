import ArrowDown from 'lucide-react/icons/arrow-down';
import ArrowUp from 'lucide-react/icons/arrow-up';
import BellIcon from 'lucide-react/icons/bell';
import Calendar from 'lucide-react/icons/calendar';
import CalendarCheck from 'lucide-react/icons/calendar-check';
import Sunrise from 'lucide-react/icons/sunrise';
import ChevronDown from 'lucide-react/icons/chevron-down';
import ChevronRight from 'lucide-react/icons/chevron-right';
import CircleCheck from 'lucide-react/icons/circle-check';
import CircleCheckBig from 'lucide-react/icons/circle-check-big';
import CircleX from 'lucide-react/icons/circle-x';
import Command from 'lucide-react/icons/command';
import Copy from 'lucide-react/icons/copy';
import Ellipsis from 'lucide-react/icons/ellipsis';
import Import from 'lucide-react/icons/file-input';
import Flag from 'lucide-react/icons/flag';
import FolderInput from 'lucide-react/icons/folder-input';
import FolderPlus from 'lucide-react/icons/folder-plus';
import History from 'lucide-react/icons/history';
import Inbox from 'lucide-react/icons/inbox';
import Indent from 'lucide-react/icons/indent-increase';
import Keyboard from 'lucide-react/icons/keyboard';
import Link from 'lucide-react/icons/link';
import ListFilter from 'lucide-react/icons/list-filter';
import ListChecks from 'lucide-react/icons/list-checks';
import Monitor from 'lucide-react/icons/monitor';
import Moon from 'lucide-react/icons/moon';
import Outdent from 'lucide-react/icons/indent-decrease';
import PanelLeft from 'lucide-react/icons/panel-left';
import PanelRight from 'lucide-react/icons/panel-right';
import Pencil from 'lucide-react/icons/pencil';
import Plus from 'lucide-react/icons/plus';
import Printer from 'lucide-react/icons/printer';
import Redo from 'lucide-react/icons/redo-2';
import Search from 'lucide-react/icons/search';
import Settings from 'lucide-react/icons/settings';
import Kanban from 'lucide-react/icons/square-kanban';
import SquareCheck from 'lucide-react/icons/square-check';
import Sun from 'lucide-react/icons/sun';
import Tag from 'lucide-react/icons/tag';
import Trash from 'lucide-react/icons/trash-2';
import Undo from 'lucide-react/icons/undo-2';
import UserRound from 'lucide-react/icons/user-round';
import Waypoints from 'lucide-react/icons/waypoints';
import X from 'lucide-react/icons/x';
import type { ComponentType } from 'react';
import type { Action } from '../../../server/domain/policy.ts';
import { redoLast, undoLast } from '../../_client/intents/undo.ts';
import { navigate } from '../../_client/router.ts';
import { store } from '../../_client/store/page-store.ts';
import { may } from '../../_client/store/may.ts';
import { toggleSidebar } from '../../_ui/sidebar-fold.ts';
import { addHere } from '../shell/add-target.ts';
import { helpOpen } from '../shell/help-open.ts';
import { routeOf } from '../shell/route.ts';
import type { Command as CommandId } from '../shell/key-table.ts';
import { pressField } from '../task-panel/panel-keys.ts';
import { pathHere } from '../workspace/current-workspace.ts';
import { copyLink, copyProject, copyTasks } from './copy.ts';
import { printPage } from './print.ts';
import type { Refused, Scene } from './scene.ts';
import { cancel, finish, rank, remove } from './task-acts.ts';
import { surface } from './surface.ts';
import type { SurfaceKind } from './surface.ts';

/** What acts need of the page around them. */
export type Tools = {
  /** Says how something ended. */
  say: (what: 'linkCopied' | 'markdownCopied' | 'notCopied' | Refused) => void;
  inboxName: string;
  setTheme: (theme: 'system' | 'light' | 'dark') => void;
};

/** What a command looks like, when it is offered, and what it does. The other half of its row in the table. */
export type Act = {
  icon: ComponentType<{ size?: number }>;
  run: (scene: Scene, tools: Tools) => void;
  /** False where there is nothing that it could be about. */
  offered?: (scene: Scene) => boolean;
  /** What it asks of the person's right. */
  needs?: Action;
  tone?: 'danger';
};

const go = (path: string, icon: Act['icon']): Act => ({
  icon,
  offered: () => routeOf(path).view !== 'nowhere',
  run: () => navigate(path),
});
/** A place of the present workspace. */
const goHere = (path: string, icon: Act['icon']): Act => ({
  icon,
  run: () => navigate(pathHere(path)),
});
const open = (kind: SurfaceKind, icon: Act['icon'], needs?: Action): Act => ({
  icon,
  ...(needs && { needs }),
  run: (scene) => surface.set({ kind, scene }),
});
const theme = (name: 'system' | 'light' | 'dark', icon: Act['icon']): Act => ({
  icon,
  run: (_, tools) => tools.setTheme(name),
});
/** A menu that stands in the page already. */
const press = (selector: string, icon: Act['icon']): Act => ({
  icon,
  offered: () => document.querySelector(selector) !== null,
  run: () => document.querySelector<HTMLElement>(selector)?.click(),
});
/** The view does it, at the row that has the focus again. */
const view = (command: CommandId, icon: Act['icon']): Act => ({
  icon,
  offered: (scene) => scene.view?.actions[command] !== undefined,
  run: (scene) => {
    if (scene.anchor?.dataset['task'] !== undefined) scene.anchor.focus({ preventScroll: true });
    scene.view?.actions[command]?.(new KeyboardEvent('keydown'));
  },
});
const priority = (value: number): Act => ({
  icon: Flag,
  needs: 'task.update',
  run: (scene) => rank(scene, value),
});

/** The act of every command. */
export const acts: Record<CommandId, Act> = {
  palette: open('palette', Command),
  add: { icon: Plus, run: addHere },
  search: goHere('/search', Search),
  undo: { icon: Undo, run: undoLast },
  redo: { icon: Redo, run: redoLast },
  sidebar: { icon: PanelLeft, run: toggleSidebar },
  help: { icon: Keyboard, run: () => helpOpen.set(true) },
  today: go('/today', CalendarCheck),
  inbox: goHere('/inbox', Inbox),
  upcoming: go('/upcoming', Sunrise),
  completed: goHere('/completed', CircleCheckBig),
  filter: goHere('/filter', ListFilter),
  calendar: go('/calendar', Calendar),
  notifications: go('/notifications', BellIcon),
  settings: go('/settings', Settings),
  importing: goHere('/import', Import),
  history: goHere('/history', History),
  newProject: {
    ...open('newProject', FolderPlus),
    offered: () =>
      [...store.tables.workspaces.rows.values()].some((workspace) =>
        may('project.create', { workspace }),
      ),
  },
  look: press('[data-look]:not([aria-pressed=true])', Kanban),
  print: { icon: Printer, run: printPage },
  copyProject: { icon: Copy, offered: ({ project }) => project !== undefined, run: copyProject },
  account: press('[data-account]', UserRound),
  placeMenu: press('[data-project-menu], [data-label-menu]', Ellipsis),
  themeSystem: theme('system', Monitor),
  themeLight: theme('light', Sun),
  themeDark: theme('dark', Moon),
  next: view('next', ArrowDown),
  previous: view('previous', ArrowUp),
  open: {
    icon: PanelRight,
    offered: ({ tasks }) => tasks.length === 1,
    run: ({ view: shown, tasks }) => shown?.openTask(tasks[0]?.id ?? ''),
  },
  select: view('select', SquareCheck),
  extendDown: view('extendDown', ArrowDown),
  extendUp: view('extendUp', ArrowUp),
  selectAll: view('selectAll', ListChecks),
  leave: view('leave', X),
  fold: view('fold', ChevronRight),
  unfold: view('unfold', ChevronDown),
  edit: {
    icon: Pencil,
    needs: 'task.update',
    offered: ({ tasks, view: shown }) => tasks.length === 1 && shown !== null,
    run: ({ view: shown, tasks }) => shown?.list.editing.set(tasks[0]?.id ?? null),
  },
  done: { icon: CircleCheck, needs: 'task.complete', run: finish },
  due: open('due', Calendar, 'task.update'),
  priority: open('priority', Flag, 'task.update'),
  urgent: priority(3),
  medium: priority(2),
  low: priority(1),
  unranked: priority(0),
  labels: open('labels', Tag, 'task.update'),
  assignees: open('assignees', UserRound, 'task.assign'),
  move: open('move', FolderInput, 'task.move'),
  relate: {
    icon: Waypoints,
    needs: 'relation.add',
    offered: ({ tasks }) => tasks.length === 1,
    run: (scene) => {
      // Beside no row it stands at the panel's own field.
      const panel = scene.anchor ? null : document.querySelector('[data-task-panel]');
      if (!pressField(panel, 'r')) surface.set({ kind: 'relate', scene });
    },
  },
  menu: open('menu', Ellipsis),
  copy: { icon: Copy, run: copyTasks },
  copyLink: {
    icon: Link,
    offered: ({ tasks }) => tasks.length === 1 && tasks[0]?.key !== '',
    run: copyLink,
  },
  cancel: {
    icon: CircleX,
    needs: 'task.cancel',
    offered: ({ tasks }) => tasks.some(({ status }) => status === 'open'),
    run: cancel,
  },
  remove: { icon: Trash, needs: 'task.delete', tone: 'danger', run: remove },
  moveUp: view('moveUp', ArrowUp),
  moveDown: view('moveDown', ArrowDown),
  nest: view('nest', Indent),
  unnest: view('unnest', Outdent),
};

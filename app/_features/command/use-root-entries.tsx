'use client';

import CalendarCheck from 'lucide-react/icons/calendar-check';
import Inbox from 'lucide-react/icons/inbox';
import FileInput from 'lucide-react/icons/file-input';
import ListFilter from 'lucide-react/icons/list-filter';
import Rows2 from 'lucide-react/icons/rows-2';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { bootState } from '../../_client/loads/boot.ts';
import { navigate } from '../../_client/router.ts';
import { store } from '../../_client/store/page-store.ts';
import { useCell } from '../../_client/store/use-cell.ts';
import { LabelDot } from '../../_ui/label-dot.tsx';
import { commandRow, commands } from '../shell/key-table.ts';
import type { Command } from '../shell/key-table.ts';
import { labelPath, projectPath, routeOf } from '../shell/route.ts';
import { viewPath } from '../view/view-path.ts';
import { acts } from './acts.tsx';
import type { Tools } from './acts.tsx';
import type { PaletteEntry, PaletteStep } from './palette-entry.ts';
import { taskEntry } from './palette-tasks.tsx';
import { recentPlaces } from './recent.ts';
import { runCommand } from './run-command.ts';
import type { Scene } from './scene.ts';
import { scrollToSection } from './scroll-to-section.ts';
import { isAllowed, useWords } from './use-words.ts';

const steps: readonly Command[] = ['due', 'priority', 'labels', 'assignees', 'move', 'newProject'];

/** What stands in the palette's first step beside tasks: recent places, commands, projects, sections, labels. */
export function useRootEntries(scene: Scene, tools: Tools): readonly PaletteEntry[] {
  const words = useWords();
  const shell = useTranslations('shell');
  const isBooted = useCell(bootState).status === 'ready';
  const make = () => {
    const inbox = shell('inbox');
    const places = placeEntries(scene, inbox);
    const recent = recentPlaces().flatMap((place): PaletteEntry[] => {
      if ('taskId' in place) {
        const task = store.get('tasks', place.taskId);
        return task ? [taskEntry(task, 'recent', inbox)] : [];
      }
      if (place.path === window.location.pathname) return [];
      const known = places.find(({ path }) => path === place.path) ?? viewEntry(place.path, shell);
      return known ? [{ ...known, id: `recent ${place.path}`, group: 'recent' }] : [];
    });
    const all = commands.filter((command) => command !== 'palette' && isAllowed(command, scene));
    // What the chosen tasks are for goes first.
    const ranked =
      scene.tasks.length > 0 ? [...all.filter(isTask), ...all.filter((one) => !isTask(one))] : all;
    const acting = ranked.map((command) => {
      const label = words(command, isTask(command) ? scene.tasks : []);
      return commandEntry(command, label, () => runCommand(command, scene, tools));
    });
    return [...recent.slice(0, 5), ...acting, ...places];
  };
  // Once for each opening, as a scene is what it was when it was asked for, and again once the lists are there.
  const [made, setMade] = useState(() => ({ isBooted, entries: make() }));
  if (made.isBooted === isBooted) return made.entries;
  const again = { isBooted, entries: make() };
  setMade(again);
  return again.entries;
}

function commandEntry(command: Command, label: string, run: () => void): PaletteEntry {
  const Icon = acts[command].icon;
  return {
    id: `command ${command}`,
    group: 'commands',
    label,
    icon: <Icon size={16} />,
    keys: commandRow(command).keys,
    step: steps.includes(command) ? (command as PaletteStep) : undefined,
    run,
  };
}

const isTask = (command: Command) => commandRow(command).group === 'task';

type Place = PaletteEntry & { path?: string };

/** Every project, saved view, label, and section of the project in the page. */
function placeEntries(scene: Scene, inbox: string): Place[] {
  const projects = [...store.tables.projects.rows.values()].filter(
    ({ archivedAt }) => archivedAt === null,
  );
  const labels = [...store.tables.labels.rows.values()];
  const sections = scene.project ? store.sectionsIn(scene.project.id) : [];
  return [
    ...projects.map((project): Place => {
      const path = projectPath(store, project);
      return {
        id: `project ${project.id}`,
        group: 'projects',
        label: project.isInbox ? inbox : project.name,
        icon: project.isInbox ? <Inbox size={16} /> : <LabelDot colour={project.colour} />,
        hint: project.isInbox ? undefined : project.key,
        path,
        run: () => navigate(path),
      };
    }),
    ...sections.flatMap((id): Place[] => {
      const section = store.get('sections', id);
      if (!section) return [];
      const run = () => scrollToSection(section);
      const icon = <Rows2 size={16} />;
      return [{ id: `section ${id}`, group: 'sections', label: section.name, icon, run }];
    }),
    ...[...store.tables.views.rows.values()].map((view): Place => {
      const path = viewPath(store, view);
      return {
        id: `view ${view.id}`,
        group: 'views',
        label: view.name,
        icon: <ListFilter size={16} />,
        path,
        run: () => navigate(path),
      };
    }),
    ...labels.map((label): Place => {
      const path = labelPath(store, label);
      return {
        id: `label ${label.id}`,
        group: 'labels',
        label: label.name,
        icon: <LabelDot colour={label.colour} />,
        path,
        run: () => navigate(path),
      };
    }),
  ];
}

const views = {
  today: <CalendarCheck size={16} />,
  inbox: <Inbox size={16} />,
  import: <FileInput size={16} />,
};

/** A view that has no row in the store. */
function viewEntry(
  path: string,
  shell: ReturnType<typeof useTranslations<'shell'>>,
): Place | undefined {
  const { view } = routeOf(path);
  if (view !== 'today' && view !== 'inbox' && view !== 'import') return undefined;
  const run = () => navigate(path);
  return { id: path, group: 'recent', label: shell(view), icon: views[view], path, run };
}

'use client';

import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { createPortal, flushSync } from 'react-dom';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { store } from '../../_client/store/page-store.ts';
import { useCell } from '../../_client/store/use-cell.ts';
import { Markdown } from '../../_ui/markdown.tsx';
import { documentOfProject, documentOfTasks } from './document.ts';
import type { Document } from './document.ts';
import { PrintFacts } from './print-facts.tsx';
import { printing } from './print.ts';
import { openedTask, shownProject } from './scene.ts';
import { taskScene } from './task-scene.ts';

/** What goes to the printer instead of the page: all rows, whatever is drawn, with their notes. */
export function PrintSheet() {
  const t = useTranslations('command');
  const shell = useTranslations('shell');
  const isPrinting = useCell(printing);
  useEffect(() => watchPrinter(), []);
  const shown = isPrinting ? shownDocument(shell('inbox')) : null;
  if (shown === null) return null;
  const { title, parts, head } = shown;
  return createPortal(
    <main data-print className="hidden print:block">
      <h1 className="mb-4 text-title font-semibold">{title}</h1>
      {head && (
        <div className="mb-4">
          <p data-figures className="mb-2 text-sm">
            {head.key} <PrintFacts task={head} />
          </p>
          <Markdown text={head.notes} />
        </div>
      )}
      {parts.map((part, at) => (
        <section key={part.title ?? at} className="mb-4">
          {part.title !== null && <h2 className="mb-1 font-semibold">{part.title}</h2>}
          <ul>
            {part.lines.map(({ task, depth }) => (
              <li key={task.id} style={{ paddingLeft: depth * 24 }} className="break-inside-avoid">
                <div className="flex items-baseline gap-2 py-1">
                  <span aria-hidden>{task.status === 'open' ? '☐' : '☑'}</span>
                  <span className="min-w-0">
                    {task.title}
                    {task.status !== 'open' && <span className="sr-only"> ({t('closed')})</span>}
                  </span>
                  <PrintFacts task={task} />
                </div>
                {task.notes.trim() !== '' && (
                  <div className="pb-2 pl-6 text-sm">
                    <Markdown text={task.notes} />
                  </div>
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </main>,
    document.body,
  );
}

type Sheet = Document & { head?: TaskOutput };

/** A task as a text of its own: its title above, then its notes, then all below it. */
function documentOfOne(task: TaskOutput): Sheet {
  const [part] = documentOfTasks(store, [task]).parts;
  const lines = (part?.lines ?? []).slice(1).map((line) => ({ ...line, depth: line.depth - 1 }));
  return { title: task.title, head: task, parts: [{ title: null, lines }] };
}

/** The open task with all below it; else the project by its sections; else the tasks of the view in their order. */
function shownDocument(inbox: string): Sheet | null {
  const opened = store.get('tasks', openedTask() ?? '');
  if (opened) return documentOfOne(opened);
  const scene = taskScene();
  const project = shownProject(window.location.pathname);
  const tasks = (scene?.order() ?? []).flatMap((id) => store.get('tasks', id) ?? []);
  if (project) {
    const title = project.isInbox ? inbox : project.name;
    const showClosed = tasks.some(({ status }) => status !== 'open');
    return documentOfProject(store, project, { title, showClosed });
  }
  if (!scene) return null;
  const heading = document.querySelector('main h1')?.textContent ?? '';
  const parts = [{ title: null, lines: tasks.map((task) => ({ task, depth: 0 })) }];
  return { title: heading, parts };
}

/** The sheet must stand before the browser takes its picture. @returns a way to stop */
function watchPrinter(): () => void {
  const media = window.matchMedia('print');
  const set = (is: boolean) => flushSync(() => printing.set(is));
  const before = () => set(true);
  const after = () => set(media.matches);
  window.addEventListener('beforeprint', before);
  window.addEventListener('afterprint', after);
  media.addEventListener('change', after);
  return () => {
    window.removeEventListener('beforeprint', before);
    window.removeEventListener('afterprint', after);
    media.removeEventListener('change', after);
  };
}

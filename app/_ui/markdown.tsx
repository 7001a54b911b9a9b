'use client';

import { withoutMentionLinks } from '../../server/domain/mentions.ts';
import { classNames } from './class-names.ts';
import { LateView, latePart } from './late-part.ts';
import type { NoteProps } from './markdown-parse.ts';

export type MarkdownProps = NoteProps & { className?: string };

const viewPart = latePart<NoteProps>(
  async () => (await import('./markdown-view.tsx')).MarkdownView,
);

/** Fetches the parser before a note is opened. */
export function preloadMarkdown(): void {
  void Promise.allSettled([viewPart.load()]);
}

/** Markdown (CommonMark and GFM) as elements, never as HTML text. The plain text stands there until the parser came. */
export function Markdown({ text, onChange, mention, className }: MarkdownProps) {
  return (
    <div className={classNames('flex flex-col gap-2 wrap-anywhere', className)}>
      <LateView
        part={viewPart}
        props={{ text, onChange, mention }}
        fallback={<p className="whitespace-pre-wrap">{withoutMentionLinks(text)}</p>}
      />
    </div>
  );
}

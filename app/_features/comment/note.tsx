'use client';

import { Markdown } from '../../_ui/markdown.tsx';
import type { MarkdownProps } from '../../_ui/markdown.tsx';
import { MentionChip } from './mention-chip.tsx';

type Props = Omit<MarkdownProps, 'mention'> & { workspaceId: string };

/** A markdown text of a workspace, with the people whom it mentions. */
export function Note({ workspaceId, ...rest }: Props) {
  return (
    <Markdown
      {...rest}
      mention={(userId, written) => (
        <MentionChip workspaceId={workspaceId} userId={userId} written={written} />
      )}
    />
  );
}

'use client';

import Ellipsis from 'lucide-react/icons/ellipsis';
import Pencil from 'lucide-react/icons/pencil';
import Trash from 'lucide-react/icons/trash-2';
import { useLocale, useTranslations } from 'next-intl';
import type { CommentOutput } from '../../../server/comment/schema.ts';
import { deleteComment, updateComment } from '../../_client/intents/comments.ts';
import { useComment, useMe, useMember } from '../../_client/store/use-rows.ts';
import { useToday } from '../../_client/store/use-today.ts';
import { Avatar } from '../../_ui/avatar.tsx';
import { whenWord } from '../../_ui/date-words.ts';
import { IconButton } from '../../_ui/icon-button.tsx';
import { Markdown } from '../../_ui/markdown.tsx';
import { Menu } from '../../_ui/menu.tsx';
import type { MenuEntry } from '../../_ui/overlay-types.ts';
import { useOverlay } from '../../_ui/overlay.ts';
import { CommentFiles } from '../attachment/comment-files.tsx';
import { draftFate } from '../writing/draft-fate.ts';
import { useDraft } from '../writing/draft.ts';
import { CommentEditor } from './comment-editor.tsx';
import { commentRights } from './rights.ts';

type Props = { commentId: string; mayWrite: boolean };

/** One comment: who, when, what; its author may change it. */
export function CommentItem({ commentId, mayWrite }: Props) {
  const comment = useComment(commentId);
  return comment ? <Shown comment={comment} mayWrite={mayWrite} /> : null;
}

function Shown({ comment, mayWrite }: { comment: CommentOutput; mayWrite: boolean }) {
  const t = useTranslations('comment');
  const { draft, begin, type, end } = useDraft(`edit.${comment.id}`);
  const me = useMe();
  const role = useMember(comment.workspaceId, me?.id ?? null)?.role;
  const author = useMember(comment.workspaceId, comment.createdBy);
  const isMine = comment.createdBy !== null && comment.createdBy === me?.id;
  const name =
    author?.name ?? comment.importedAuthor ?? (isMine ? me.name : undefined) ?? t('someone');
  const may = commentRights({ userId: me?.id, role }, comment);
  const body = draft?.text.trim() ?? '';
  const fate = draft && draftFate({ was: draft.was, text: body }, comment.body);
  const save = () => {
    if (body !== '' && fate !== 'drop') updateComment(comment, body);
    end();
  };
  return (
    <li className="group/comment flex gap-2.5">
      <span aria-hidden className="pt-0.5">
        <Avatar id={comment.createdBy ?? name} name={name} size="medium" />
      </span>
      <div className="min-w-0 flex-1">
        <div className="flex h-7 items-center gap-2">
          <span className="truncate font-medium">{name}</span>
          <When at={comment.createdAt} />
          {mayWrite && draft === null && (may.edit || may.remove) && (
            <CommentMenu
              {...(may.edit && { onEdit: () => begin(comment.body) })}
              {...(may.remove && { onDelete: () => deleteComment(comment) })}
            />
          )}
        </div>
        {draft === null ? (
          <Markdown text={comment.body} />
        ) : (
          <CommentEditor
            text={draft.text}
            meanwhile={fate === 'ask' ? comment.body : null}
            onText={type}
            onSave={save}
            onCancel={end}
          />
        )}
        <CommentFiles comment={comment} canWrite={mayWrite && isMine} />
      </div>
    </li>
  );
}

/** A past instant in the person's zone. */
function When({ at }: { at: string }) {
  const locale = useLocale();
  const today = useToday();
  const timeZone = useMe()?.timeZone;
  if (today === '' || timeZone === undefined) return null;
  return (
    <time dateTime={at} className="shrink-0 text-sm text-muted">
      {whenWord(at, timeZone, { today, locale })}
    </time>
  );
}

function CommentMenu({ onEdit, onDelete }: { onEdit?: () => void; onDelete?: () => void }) {
  const t = useTranslations('comment');
  const menu = useOverlay('menu');
  const entries: MenuEntry[] = [
    ...(onEdit
      ? [{ label: t('edit'), icon: <Pencil size={16} aria-hidden />, onSelect: onEdit }]
      : []),
    ...(onDelete
      ? [
          {
            label: t('delete'),
            icon: <Trash size={16} aria-hidden />,
            tone: 'danger' as const,
            onSelect: onDelete,
          },
        ]
      : []),
  ];
  return (
    <>
      <IconButton
        label={t('more')}
        {...menu.trigger}
        className="ml-auto opacity-0 group-hover/comment:opacity-100 focus-visible:opacity-100 aria-expanded:opacity-100 touch:opacity-100"
      >
        <Ellipsis size={16} aria-hidden />
      </IconButton>
      <Menu {...menu.surface} label={t('more')} align="end" entries={entries} />
    </>
  );
}

'use client';

import { useTranslations } from 'next-intl';
import type { CommentOutput } from '../../../server/comment/schema.ts';
import { deleteComment, updateComment } from '../../_client/intents/comments.ts';
import { useComment, useMe, useMember } from '../../_client/store/use-rows.ts';
import { Avatar } from '../../_ui/avatar.tsx';
import { CommentFiles } from '../attachment/comment-files.tsx';
import { useLeftName } from '../team/use-left-name.ts';
import { draftFate } from '../writing/draft-fate.ts';
import { useDraft } from '../writing/draft.ts';
import type { Where } from '../writing/use-people.ts';
import { CommentEditor } from './comment-editor.tsx';
import { CommentMenu } from './comment-menu.tsx';
import { CommentWhen } from './comment-when.tsx';
import { Note } from './note.tsx';
import { commentRights } from './rights.ts';

type Props = {
  commentId: string;
  where: Where;
  /** Puts the comment's words into the composer; left out for those who may not comment. */
  onQuote: ((body: string) => void) | undefined;
};

/** One comment: who, when, what; its author may change it. */
export function CommentItem({ commentId, ...rest }: Props) {
  const comment = useComment(commentId);
  return comment ? <Shown comment={comment} {...rest} /> : null;
}

function Shown({ comment, where, onQuote }: Omit<Props, 'commentId'> & { comment: CommentOutput }) {
  const { draft, begin, type, end } = useDraft(`edit.${comment.id}`);
  const me = useMe();
  const role = useMember(comment.workspaceId, me?.id ?? null)?.role;
  const may = commentRights({ userId: me?.id, role }, comment);
  const body = draft?.text.trim() ?? '';
  const fate = draft && draftFate({ was: draft.was, text: body }, comment.body);
  const save = () => {
    if (body !== '' && fate !== 'drop') updateComment(comment, body);
    end();
  };
  const { name, left } = useAuthor(comment);
  return (
    <li className="group/comment flex gap-2.5">
      <span aria-hidden className="pt-0.5">
        <Avatar id={comment.createdBy ?? name} name={name} size="medium" left={left} />
      </span>
      <div className="min-w-0 flex-1">
        <div className="flex h-7 items-center gap-2">
          <Author comment={comment} name={left ?? name} />
          <CommentWhen comment={comment} />
          {onQuote && draft === null && (
            <CommentMenu
              onQuote={() => onQuote(comment.body)}
              {...(may.edit && { onEdit: () => begin(comment.body) })}
              {...(may.remove && { onDelete: () => deleteComment(comment) })}
            />
          )}
        </div>
        {draft === null ? (
          <Note workspaceId={comment.workspaceId} text={comment.body} />
        ) : (
          <CommentEditor
            where={where}
            text={draft.text}
            meanwhile={fate === 'ask' ? comment.body : null}
            onText={type}
            onSave={save}
            onCancel={end}
          />
        )}
        <CommentFiles
          comment={comment}
          canWrite={onQuote !== undefined && comment.createdBy === me?.id}
        />
      </div>
    </li>
  );
}

/** Who wrote it; `left` is the name that says that they have left. */
function useAuthor({ workspaceId, createdBy, importedAuthor }: CommentOutput) {
  const t = useTranslations('comment');
  const me = useMe();
  const author = useMember(workspaceId, createdBy);
  const own = createdBy !== null && createdBy === me?.id ? me.name : undefined;
  const leftName = useLeftName();
  return {
    name: author?.name ?? importedAuthor ?? own ?? t('someone'),
    left: author && leftName(author),
  };
}

/** Who wrote it, and whether they came with an import. */
function Author({ comment, name }: { comment: CommentOutput; name: string }) {
  const t = useTranslations('comment');
  const isImported = comment.createdBy === null && comment.importedAuthor !== null;
  return (
    <span className="flex min-w-0 items-baseline gap-1.5">
      <span className="truncate font-medium">{name}</span>
      {isImported && <span className="shrink-0 text-sm text-muted">{t('imported')}</span>}
    </span>
  );
}

'use client';

import { useEffect, useState } from 'react';
import {
  beginUndoImport,
  followUndoImport,
  previewUndo,
  undoChange,
} from '../../_client/intents/undo-history.ts';
import type { Undoable, UndoPreview } from '../../_client/intents/undo-history.ts';
import { callErrorOf, isPassing } from '../../_client/sending/call-error.ts';
import { poll } from '../import/poll.ts';

export type Problem = 'offline' | 'old' | 'gone' | 'forbidden' | 'failed' | 'importFailed';

/** How far one is on the way from asking to having undone. */
export type UndoStep =
  | { at: 'asking' }
  | { at: 'ready'; preview: UndoPreview }
  /** Not tried out before: an import goes by its own way, and what is too long is not tried. */
  | { at: 'unseen'; why: 'import' | 'big' }
  | { at: 'working'; done: number; total: number }
  | { at: 'problem'; problem: Problem };

const pause = 400;

const asking: UndoStep = { at: 'asking' };
const byItsWay: UndoStep = { at: 'unseen', why: 'import' };

/**
 * Finds out what an undo does, then does it.
 * @param importId the person's own import, which is taken back by its own way
 * @param onDone it is over, and has been told
 */
export function useUndo(what: Undoable, importId: string | null, onDone: () => void) {
  const { workspaceId } = what;
  const question = JSON.stringify(what);
  const first = importId === null ? asking : byItsWay;
  const [state, setState] = useState({ question, step: first });
  const [turn, setTurn] = useState(0);
  const step = state.question === question ? state.step : first;

  useEffect(() => {
    if (importId !== null) return;
    let gone = false;
    const tell = (found: UndoStep) => gone || setState({ question, step: found });
    previewUndo(JSON.parse(question)).then(
      (preview) => tell({ at: 'ready', preview }),
      (error: unknown) => tell(stepOfError(error)),
    );
    return () => {
      gone = true;
    };
  }, [question, importId, turn]);

  const isFollowing = step.at === 'working' && importId !== null;
  useEffect(() => {
    if (!isFollowing || importId === null) return;
    return poll(async () => {
      const now = await followUndoImport(workspaceId, importId);
      if (now.state === 'undone') onDone();
      else if (now.state === 'failed')
        setState({ question, step: { at: 'problem', problem: 'importFailed' } });
      else setState({ question, step: { at: 'working', done: now.done, total: now.total } });
    }, pause);
  }, [isFollowing, question, workspaceId, importId, onDone]);

  const undo = async () => {
    setState({ question, step: { at: 'working', done: 0, total: 0 } });
    try {
      if (importId !== null) await beginUndoImport(importId);
      else {
        await undoChange(what);
        onDone();
      }
    } catch (error) {
      setState({ question, step: stepOfError(error) });
    }
  };
  return {
    step,
    undo: () => void undo(),
    again: () => {
      setState({ question, step: first });
      setTurn(turn + 1);
    },
  };
}

function stepOfError(cause: unknown): UndoStep {
  const error = callErrorOf(cause);
  if (error.code === 'PAYLOAD_TOO_LARGE') return { at: 'unseen', why: 'big' };
  return { at: 'problem', problem: problemOf(error) };
}

function problemOf(error: ReturnType<typeof callErrorOf>): Problem {
  if (error.code === 'NOT_FOUND') return 'gone';
  if (error.code === 'FORBIDDEN') return 'forbidden';
  // Of these two fields the server refuses nothing but their age.
  const isAge = error.issues?.some(({ path }) => path[0] === 'groupId' || path[0] === 'changeId');
  if (isAge) return 'old';
  return isPassing(error) ? 'offline' : 'failed';
}

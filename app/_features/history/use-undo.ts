'use client';

import { useEffect, useState } from 'react';
import {
  beginUndoImport,
  followUndoImport,
  previewUndo,
  undoChange,
  undoProblemOf,
} from '../../_client/intents/undo-history.ts';
import type { Undoable, UndoPreview, UndoProblem } from '../../_client/intents/undo-history.ts';
import { poll } from '../import/poll.ts';

type Problem = Exclude<UndoProblem, 'big'> | 'importFailed';

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

  const followed = step.at === 'working' ? importId : null;
  useEffect(() => {
    if (followed === null) return;
    return poll(async () => {
      const now = await followUndoImport(workspaceId, followed);
      if (now.state === 'undone') onDone();
      else if (now.state === 'failed')
        setState({ question, step: { at: 'problem', problem: 'importFailed' } });
      else setState({ question, step: { at: 'working', done: now.done, total: now.total } });
    }, pause);
  }, [followed, question, workspaceId, onDone]);

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
  const problem = undoProblemOf(cause);
  return problem === 'big' ? { at: 'unseen', why: problem } : { at: 'problem', problem };
}

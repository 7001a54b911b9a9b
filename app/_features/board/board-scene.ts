'use client';

import { createContext, use } from 'react';
import { createCell } from '../../_client/store/cell.ts';
import type { Cell } from '../../_client/store/cell.ts';

/** What the cards and columns of one board share, beside what rows of a list do. */
export type BoardScene = {
  /** Scrolls a column to one of its cards. */
  reveal: Map<string, (id: string) => void>;
  /** The column that is dragged, by its section. */
  draggedColumn: Cell<string | null>;
  /** Where it would go. */
  columnMark: Cell<{ sectionId: string; edge: 'before' | 'after' } | null>;
  /** The card whose menu is open, and what it hangs at. */
  menu: Cell<{ id: string; at: HTMLElement } | null>;
};

/** The scene of a board that was just opened. */
export function createBoardScene(): BoardScene {
  return {
    reveal: new Map(),
    draggedColumn: createCell<string | null>(null),
    columnMark: createCell<{ sectionId: string; edge: 'before' | 'after' } | null>(null),
    menu: createCell<{ id: string; at: HTMLElement } | null>(null),
  };
}

const Scene = createContext<BoardScene | null>(null);
export const BoardSceneProvider = Scene;

/** The board that this card or column stands on. */
export function useBoardScene(): BoardScene {
  const scene = use(Scene);
  if (!scene) throw new Error('a card stands outside of a board');
  return scene;
}

/** The id of a column's element. */
export const columnElementId = (key: string) => `column-${key}`;

'use client';

import { ThemeProvider as NextThemes, useTheme as useNextTheme } from 'next-themes';
import type { ReactNode } from 'react';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** Sets `data-theme` before the first paint. Nothing here injects a style element: the CSP would block it. */
export function ThemeProvider({ children }: { children: ReactNode }) {
  return (
    <NextThemes attribute="data-theme" storageKey="cairn.theme" defaultTheme="system" enableSystem>
      {children}
    </NextThemes>
  );
}

/** The person's choice; read it after mount only, a static page cannot know it. */
export function useTheme(): { theme: Theme; setTheme: (theme: Theme) => void } {
  const { theme, setTheme } = useNextTheme();
  return { theme: themes.find((name) => name === theme) ?? 'system', setTheme };
}

'use client';

import { ThemeProvider as NextThemes, useTheme as useNextTheme } from 'next-themes';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { canvasColours } from './canvas-colours.ts';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** Sets `data-theme` before the first paint. Nothing here injects a style element: the CSP would block it. */
export function ThemeProvider({ children }: { children: ReactNode }) {
  return (
    <NextThemes attribute="data-theme" storageKey="cairn.theme" defaultTheme="system" enableSystem>
      <BarColour />
      {children}
    </NextThemes>
  );
}

/** The bars that the browser draws around the page follow the theme; the page as built follows the system's. */
function BarColour() {
  const { resolvedTheme } = useNextTheme();
  useEffect(() => {
    const colour = canvasColours[resolvedTheme === 'dark' ? 'dark' : 'light'];
    for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name=theme-color]'))
      meta.content = colour;
  }, [resolvedTheme]);
  return null;
}

/** The person's choice; read it after mount only, a static page cannot know it. */
export function useTheme(): { theme: Theme; setTheme: (theme: Theme) => void } {
  const { theme, setTheme } = useNextTheme();
  return { theme: themes.find((name) => name === theme) ?? 'system', setTheme };
}

/** The canvas of `tokens.css` in each theme, as manifests and the browser's own bars want it. */
export const canvasColours = { light: '#fdfefe', dark: '#111515' } as const;

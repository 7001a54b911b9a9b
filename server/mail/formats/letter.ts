import type { Locale } from '../../domain/enums.ts';

/** A mail before it has a form: paragraphs, and at most one thing to do. */
export type Letter = {
  subject: string;
  paragraphs: string[];
  action: { label: string; url: string } | null;
  /** What to do if it was not meant for the reader. */
  note: string;
};

type Named = { name: string };

/** Every letter in one language. */
export type Letters = {
  invite(given: { workspaceName: string; invitedBy: string; url: string }): Letter;
  reset(given: Named & { url: string }): Letter;
  confirmEmail(given: Named & { url: string }): Letter;
  emailChanged(given: Named & { email: string }): Letter;
  reminder(given: Named & { title: string; key: string; due: string | null; url: string }): Letter;
};

export function textOf({ paragraphs, action, note }: Letter): string {
  const link = action === null ? [] : [`${action.label}:\n${action.url}`];
  return `${[...paragraphs, ...link, note].join('\n\n')}\n`;
}

/** Plain HTML that every mail program shows: no pictures, nothing loaded from anywhere. */
export function htmlOf({ subject, paragraphs, action, note }: Letter, locale: Locale): string {
  const font = "font:16px/1.5 system-ui,-apple-system,'Segoe UI',sans-serif";
  const button =
    'display:inline-block;padding:10px 18px;border-radius:8px;background:#1f2937;color:#ffffff;text-decoration:none';
  const body = [
    ...paragraphs.map((text) => `<p>${escape(text)}</p>`),
    ...(action === null
      ? []
      : [`<p><a href="${escape(action.url)}" style="${button}">${escape(action.label)}</a></p>`]),
    `<p style="color:#6b7280;font-size:14px">${escape(note)}</p>`,
  ].join('\n');
  return `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>${escape(subject)}</title></head>
<body style="margin:0;padding:24px;${font}"><div style="max-width:34em;margin:0 auto">
${body}
</div></body></html>
`;
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

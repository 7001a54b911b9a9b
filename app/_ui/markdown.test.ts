import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test, vi } from 'vitest';
import { Markdown } from './markdown.tsx';
import { parseMarkdown, safeHref, tickBox } from './markdown-parse.ts';
import { MarkdownView } from './markdown-view.tsx';

const html = (text: string) => renderToStaticMarkup(createElement(MarkdownView, { text }));

describe('what it shows', () => {
  test('the usual marks', () => {
    const out = html(
      '# Plan\n\n*soft* **firm** ~~gone~~ `code`\n\n1. one\n2. two\n\n> said\n\n---\n\n```\nx < y\n```',
    );
    for (const part of [
      '<h3',
      '<em>soft</em>',
      'firm</strong>',
      'gone</del>',
      '<ol',
      '<blockquote',
      '<hr',
      'x &lt; y',
    ]) {
      expect(out).toContain(part);
    }
  });

  test('a table and a footnote', () => {
    const out = html('| a | b |\n|---|---|\n| 1 | 2 |\n\nsee[^n]\n\n[^n]: below');
    expect(out).toContain('<table');
    expect(out).toContain('below');
  });

  test('people who are mentioned, as the caller shows them, and never as a link', () => {
    const id = '018f3b1e-0000-7000-8000-00000000000a';
    const text = `ask [@Anna](cairn:user/${id}), not [@x](cairn:user/x)`;
    expect(html(text)).toBe('<p>ask @Anna, not @x</p>');
    const mention = (userId: string, written: string) => `${written}=${userId}`;
    const shown = renderToStaticMarkup(createElement(MarkdownView, { text, mention }));
    expect(shown).toBe(`<p>ask @Anna=${id}, not @x</p>`);
  });

  test('links leave safely', () => {
    expect(html('[site](https://example.org/a)')).toContain(
      '<a href="https://example.org/a" target="_blank" rel="noopener noreferrer nofollow"',
    );
    expect(html('write to ann@example.org')).toContain('href="mailto:ann@example.org"');
    expect(html('[a][b]\n\n[b]: https://one.example\n[b]: https://two.example')).toContain(
      'href="https://one.example/"',
    );
  });

  test('an image becomes a link: the page loads nothing from elsewhere', () => {
    const out = html('![a cat](https://example.org/cat.png)');
    expect(out).not.toContain('<img');
    expect(out).toContain('href="https://example.org/cat.png"');
    expect(out).toContain('a cat');
  });

  test('boxes can be ticked only where the text can change', () => {
    expect(html('- [ ] milk\n- [x] bread')).toMatch(/disabled="".*aria-label="milk"/);
    const live = renderToStaticMarkup(
      createElement(MarkdownView, {
        text: '- [ ] milk',
        onChange: vi.fn<(text: string) => void>(),
      }),
    );
    expect(live).not.toContain('disabled');
  });

  test('ticking changes that box and nothing else', () => {
    const text = '- [ ] milk [ ]\n- [x] bread';
    expect(tickBox(text, 0, true)).toBe('- [x] milk [ ]\n- [x] bread');
    expect(tickBox(text, 15, false)).toBe('- [ ] milk [ ]\n- [ ] bread');
  });
});

describe('until the parser has come', () => {
  const early = (text: string) => renderToStaticMarkup(createElement(Markdown, { text }));

  test('mentions are names alone', () => {
    const text = 'ask [@Anna](cairn:user/018f3b1e-0000-7000-8000-00000000000a)';
    expect(early(text)).toContain('>ask @Anna<');
  });

  test.each(['[@', '[@\\'])('%j over and over costs what its length costs', (part) => {
    const text = part.repeat(49_000);
    expect(early(text)).toContain(`>${text}<`);
  });
});

describe('what it refuses', () => {
  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://example.org/x',
    '/api/auth/signout',
    '//evil.example',
    '\\\\evil.example',
    '',
  ])('no link to %j', (url) => expect(safeHref(url)).toBeNull());

  test.each([
    '[x](javascript:alert(1))',
    '[x](java&#10;script:alert(1))',
    '[x](&#x6A;avascript:alert(1))',
    '![x](javascript:alert(1))',
    '[x][y]\n\n[y]: javascript:alert(1)',
    '<javascript:alert(1)>',
    '[x](data:text/html;base64,PHNjcmlwdD4=)',
  ])('%j has no address', (text) => expect(html(text)).not.toContain('href'));

  test.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    'a <b onclick="x">b</b>',
    '<!-- --><svg/onload=alert(1)>',
    '[x](https://example.org/"onmouseover="alert(1))',
  ])('%j brings no element and no handler of its own', (text) => {
    expect(html(text)).not.toMatch(/<(script|img|svg|b\b)|\son\w+="/i);
  });
});

describe('what is built to hurt is shown as it is', () => {
  const cases: [string, string][] = [
    ['quotes', `${'>'.repeat(20_000)}a`],
    ['bullets', `${'- '.repeat(20_000)}a`],
    ['numbers', `${'1. '.repeat(20_000)}a`],
    ['closing brackets', 'a]'.repeat(40_000)],
    ['emphasis', '*a_'.repeat(30_000)],
    ['strikes over lines', '~~a\n'.repeat(20_000)],
    ['many such paragraphs', `${'*a_'.repeat(1_300)}\n\n`.repeat(20)],
    ['length', 'a'.repeat(100_001)],
  ];
  test.each(cases)('%s', (_name, text) => expect(parseMarkdown(text)).toBeNull());

  test('depth over many lines ends', () => {
    const text = Array.from({ length: 200 }, (_, level) => `${'  '.repeat(level)}- a`).join('\n');
    expect(html(text)).toContain('<ul');
  });

  test('a long honest text is parsed', () => {
    const text = '- [site](https://example.org) and *more*\n'.repeat(2_000);
    expect(parseMarkdown(text)).not.toBeNull();
  });
});

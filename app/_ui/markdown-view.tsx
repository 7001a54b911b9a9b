'use client';

import type { Definition, ListItem, Nodes, Parents, PhrasingContent, Root } from 'mdast';
import { Fragment, useMemo } from 'react';
import type { ReactNode } from 'react';
import { mentionedBy, parseMarkdown, safeHref, tickBox } from './markdown-parse.ts';
import type { NoteProps } from './markdown-parse.ts';

/** Deeper than this a node is shown as its text: the tree is walked by recursion. */
const deepest = 40;

type Scene = {
  text: string;
  links: ReadonlyMap<string, string>;
  onChange: NoteProps['onChange'];
  mention: NoteProps['mention'];
};

/** The rendered text, with its parser. Fetched lazily: import `Markdown` from `markdown.tsx` instead. */
export function MarkdownView({ text, onChange, mention }: NoteProps) {
  const root = useMemo(() => parseMarkdown(text), [text]);
  if (root === null) return <p className="whitespace-pre-wrap">{text}</p>;
  return <>{children(root, { text, links: definitionsOf(root), onChange, mention }, 0)}</>;
}

function definitionsOf(root: Root): ReadonlyMap<string, string> {
  const found = root.children.filter((node): node is Definition => node.type === 'definition');
  // The first definition of a name wins (CommonMark 0.31, 4.7).
  return new Map(found.toReversed().map((node) => [node.identifier, node.url]));
}

function children(parent: Parents, scene: Scene, depth: number): ReactNode {
  return parent.children.map((node, at) => (
    <Fragment key={at}>{show(node, scene, depth + 1)}</Fragment>
  ));
}

function show(node: Nodes, scene: Scene, depth: number): ReactNode {
  if (depth > deepest) return plain(node);
  const inner = () => ('children' in node ? children(node, scene, depth) : null);
  switch (node.type) {
    case 'text':
    case 'html':
      return node.value;
    case 'paragraph':
      return <p>{inner()}</p>;
    case 'heading':
      return <Heading level={node.depth}>{inner()}</Heading>;
    case 'emphasis':
      return <em>{inner()}</em>;
    case 'strong':
      return <strong className="font-semibold">{inner()}</strong>;
    case 'delete':
      return <del className="text-muted">{inner()}</del>;
    case 'inlineCode':
      return (
        <code className="rounded-[4px] bg-hover px-1 py-px font-mono text-sm">{node.value}</code>
      );
    case 'code':
      return (
        <pre className="overflow-x-auto rounded-control bg-hover p-3 font-mono text-sm">
          <code>{node.value}</code>
        </pre>
      );
    case 'blockquote':
      return (
        <blockquote className="flex flex-col gap-2 border-l-2 border-border pl-3 text-muted">
          {inner()}
        </blockquote>
      );
    case 'thematicBreak':
      return <hr className="border-hairline" />;
    case 'break':
      return <br />;
    case 'list':
      return node.ordered === true ? (
        <ol start={node.start ?? 1} className="flex list-decimal flex-col gap-1 pl-6">
          {inner()}
        </ol>
      ) : (
        <ul className="flex list-disc flex-col gap-1 pl-5">{inner()}</ul>
      );
    case 'listItem':
      return <Item node={node} scene={scene} inner={inner()} />;
    case 'table':
      return (
        <div className="overflow-x-auto">
          <table className="text-left">
            <tbody>{inner()}</tbody>
          </table>
        </div>
      );
    case 'tableRow':
      return <tr className="border-b border-hairline first:font-semibold">{inner()}</tr>;
    case 'tableCell':
      return <td className="py-1 pr-4 align-top">{inner()}</td>;
    case 'link': {
      const userId = mentionedBy(node.url);
      if (userId === null) return <Away url={node.url}>{inner()}</Away>;
      return scene.mention?.(userId, plain(node)) ?? inner();
    }
    case 'linkReference':
      return <Away url={scene.links.get(node.identifier)}>{inner()}</Away>;
    case 'image':
      return <Away url={node.url}>{node.alt || node.url}</Away>;
    case 'imageReference':
      return <Away url={scene.links.get(node.identifier)}>{node.alt || node.identifier}</Away>;
    case 'footnoteReference':
      return <sup>{node.label ?? node.identifier}</sup>;
    case 'footnoteDefinition':
      return (
        <div className="flex gap-2 text-sm text-muted">
          <sup>{node.label ?? node.identifier}</sup>
          <div>{inner()}</div>
        </div>
      );
    case 'definition':
    case 'yaml':
    case 'root':
      return null;
    default:
      return plain(node);
  }
}

function plain(node: Nodes): string {
  if ('value' in node) return node.value;
  return 'children' in node ? (node.children as PhrasingContent[]).map(leaf).join(' ') : '';
}

/** One level only: what lies deeper was built to be deep. */
function leaf(node: PhrasingContent): string {
  return 'value' in node ? node.value : '';
}

/** A note's first heading stands below the page's own headings. */
function Heading({ level, children: content }: { level: number; children: ReactNode }) {
  const Tag = level === 1 ? 'h3' : level === 2 ? 'h4' : 'h5';
  return (
    <Tag className={level === 1 ? 'text-panel font-semibold' : 'font-semibold'}>{content}</Tag>
  );
}

/** Images are links too: the page loads nothing from elsewhere. */
function Away({ url, children: content }: { url: string | undefined; children: ReactNode }) {
  const href = url === undefined ? null : safeHref(url);
  if (href === null) return content;
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer nofollow"
      className="text-accent underline decoration-current/40 underline-offset-2 hover:decoration-current"
    >
      {content}
    </a>
  );
}

function Item({ node, scene, inner }: { node: ListItem; scene: Scene; inner: ReactNode }) {
  const { checked } = node;
  if (checked === null || checked === undefined) return <li>{inner}</li>;
  const { text, onChange } = scene;
  const offset = node.position?.start.offset ?? 0;
  const first = node.children[0];
  return (
    <li className="-ml-5 flex list-none items-baseline gap-2">
      <input
        type="checkbox"
        checked={checked}
        disabled={onChange === undefined}
        onChange={(event) => onChange?.(tickBox(text, offset, event.target.checked))}
        aria-label={first === undefined ? '' : plain(first)}
        className="relative top-0.5 size-4 shrink-0 accent-accent"
      />
      <div className="min-w-0">{inner}</div>
    </li>
  );
}

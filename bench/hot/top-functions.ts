import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

type Profile = {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[];
  samples: number[];
  timeDeltas: number[];
};

/** Where the time of a CPU profile went, the most first: `12.3 %  name file:line`. */
export async function topFunctions(folder: string, most: number): Promise<string[]> {
  const file = (await readdir(folder)).find((name) => name.endsWith('.cpuprofile'));
  if (file === undefined) throw new Error('the process wrote no profile');
  const text = await readFile(path.join(folder, file), 'utf8');
  const { nodes, samples, timeDeltas } = JSON.parse(text) as Profile;
  const names = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]));
  const spent = new Map<string, number>();
  let all = 0;
  for (const [index, node] of samples.entries()) {
    const name = names.get(node) ?? '';
    const time = timeDeltas[index] ?? 0;
    if (name === '(idle)') continue;
    all += time;
    spent.set(name, (spent.get(name) ?? 0) + time);
  }
  return [...spent]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, most)
    .map(([name, time]) => `${((100 * time) / all).toFixed(1).padStart(5)} %  ${name}`);
}

function nameOf({ functionName, url, lineNumber }: Profile['nodes'][number]['callFrame']): string {
  const place =
    url === ''
      ? ''
      : ` ${url.replace(/^.*\/(?=node_modules|app|server|db)/, '')}:${lineNumber + 1}`;
  return `${functionName === '' ? 'anonymous' : functionName}${place}`;
}

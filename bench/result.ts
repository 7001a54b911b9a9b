/** One measured figure. `goal` is what the product aims at, for the table. */
export type Figure = {
  name: string;
  value: number;
  unit: string;
  goal?: string;
  /** What the figure is of: rounds, sizes, spread. */
  note?: string;
};

/** What `--save` keeps: each benchmark's figures and the machine that they come from. */
export type Saved = Record<string, { machine: string; figures: Figure[] }>;

/** The value below which `share` of the sorted samples lie. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function rounded(value: number, digits = 1): number {
  return Number(value.toFixed(digits));
}

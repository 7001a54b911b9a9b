/** What one import may hold. Over these a file is refused whole, or a text is cut and counted. */
export const limits = {
  /** Nested containers; real exports have fewer than ten. */
  depth: 64,
  /** Characters of one string. */
  string: 1_000_000,
  /** Characters and values of one card, issue or action, kept together in memory while it is read. */
  record: 8_000_000,
  tasks: 200_000,
  comments: 500_000,
  sections: 5_000,
  labels: 5_000,
  members: 10_000,
  projects: 200,
  labelsOfTask: 50,

  title: 500,
  notes: 100_000,
  comment: 50_000,
  name: 100,
  labelName: 60,
  /** Ids of other systems: Trello has 24 characters, GitHub up to about 150 with the repository. */
  sourceId: 300,

  skippedListed: 200,
  authorsListed: 200,
  /** Different lines of the ledger; further fields are counted together. */
  fields: 300,
} as const;

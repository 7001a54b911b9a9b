type Person = { userId: string; removedAt: string | null };

/**
 * The ids of people as their parts follow each other: of all, for found tasks may still be with someone who left; and of
 * those who are there, for nobody else's part stands without tasks.
 */
export function peopleOrder(members: readonly Person[]): { all: string[]; present: string[] } {
  return {
    all: members.map(({ userId }) => userId),
    present: members.flatMap(({ userId, removedAt }) => (removedAt === null ? userId : [])),
  };
}

/** What was left empty in rows that came in: how often for each reason, and the line where it was first. */
export type Warnings = Record<string, { n: number; firstLine: number }>

/** Counts the reasons of one row, into `counted`. */
export function countWarnings(counted: Warnings, becauses: readonly string[], line: number): void {
  for (const because of becauses) {
    const known = counted[because]
    if (known) known.n++
    else counted[because] = { n: 1, firstLine: line }
  }
}

/** Those of one part of a file and of the part after it. */
export function addWarnings(before: Warnings, after: Warnings): Warnings {
  const sum: Warnings = { ...before }
  for (const [because, { n, firstLine }] of Object.entries(after)) {
    const known = sum[because]
    sum[because] = known ? { n: known.n + n, firstLine: known.firstLine } : { n, firstLine }
  }
  return sum
}

/** A list for a screen, the most frequent first. */
export const warningList = (warnings: Warnings): { because: string; n: number; firstLine: number }[] =>
  Object.entries(warnings)
    .map(([because, counted]) => ({ because, ...counted }))
    .sort((a, b) => b.n - a.n)

/** Why values of a row that comes in stay empty: what could not be read, and somebody named who does not work here. */
export const warningsOf = (
  { warnings, staffEmail }: { warnings: readonly string[]; staffEmail: string | null },
  staff: ReadonlyMap<string, string>,
): string[] => (staffEmail && !staff.has(staffEmail) ? [...warnings, 'advisor-unknown'] : [...warnings])

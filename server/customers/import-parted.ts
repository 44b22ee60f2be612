import type { Changes } from './import-changes.ts'

/** What the sources of one of two who are parted say today, and the vehicles that are theirs alone. */
export interface Says {
  /** Of this import's source: values by field, and numbers and addresses. */
  lines: readonly {
    fields: Readonly<Record<string, unknown>>
    phones: readonly string[]
    emails: readonly string[]
  }[]
  assets: ReadonlySet<string>
}

const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

function saidBy({ lines, assets }: Says, field: string, [before, after]: [unknown, unknown]): boolean {
  const dot = field.indexOf('.')
  if (dot >= 0) return assets.has(field.slice(0, dot))
  if (field === 'phones' || field === 'emails') {
    const came = listed(after).filter((value) => !listed(before).includes(value))
    return came.length > 0 && came.every((value) => lines.some((line) => line[field].includes(String(value))))
  }
  return lines.some(({ fields }) => fields[field] === after)
}

/**
 * Which of the changes an import made to one page belong to the other of two who are parted: all where its source knows only the other, else
 * those that only the other's line of it says. What was forgotten of a change since says no more whose it was.
 */
export function partedChanges(
  changes: Readonly<Record<string, Changes[string] | null>>,
  kept: Says,
  other: Says,
): { stay: Record<string, unknown>; go: Record<string, unknown> } {
  const [stay, go]: [Record<string, unknown>, Record<string, unknown>] = [{}, {}]
  for (const [field, change] of Object.entries(changes)) {
    const theirs =
      kept.lines.length === 0 && other.lines.length > 0
        ? true
        : change !== null && saidBy(other, field, change) && !saidBy(kept, field, change)
    ;(theirs ? go : stay)[field] = change
  }
  return { stay, go }
}

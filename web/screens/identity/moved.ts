import type { IdentityEvent } from '../../../contract/identity.ts'

/** The two ends of a relation are one relation to a person. */
const SAME_THING: Record<string, string> = { relationOther: 'relation' }

/**
 * What moved with a merge, by kinds that have words; the rest is counted as something else.
 * @param known is there a word for this kind?
 */
export function movedKinds(
  moved: IdentityEvent['moved'],
  known: (kind: string) => boolean,
): { kind: string; n: number }[] {
  const counts = new Map<string, number>()
  for (const [name, n] of Object.entries(moved)) {
    const thing = SAME_THING[name] ?? name
    const kind = known(thing) ? thing : 'other'
    if (n > 0) counts.set(kind, (counts.get(kind) ?? 0) + n)
  }
  return [...counts].map(([kind, n]) => ({ kind, n }))
}

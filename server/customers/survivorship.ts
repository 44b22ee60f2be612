/** One value of a field as one record has it. */
export interface FieldValue {
  value: string
  recordId: string
  source: string
  /** ISO instant at which the source said so; absent when unknown. */
  seenAt?: string
  /** The customer themselves confirmed it. */
  verified?: boolean
  /** A name that another record says they were born with, and bear no more. */
  asBorn?: boolean
}

export type SurvivalRule = 'verified' | 'current' | 'trusted' | 'newest' | 'frequent' | 'only' | 'first'

export interface Survivor {
  chosen: FieldValue
  /** Why this value and not another. */
  because: SurvivalRule
  /** The other values, each once, best first, with every record that holds them: nothing is lost. */
  losing: FieldValue[]
}

/** Same value, whatever the case, accents, blanks and, in a name, hyphens. */
export const folded = (value: string): string => {
  const bare = value
    .normalize('NFKD')
    .replace(/[\p{M}\s]+/gu, '')
    .toLowerCase()
  return bare.includes('@') ? bare : bare.replace(/[-'’.]/gu, '')
}

interface Standing {
  value: FieldValue
  verified: number
  asBorn: number
  trust: number
  newest: string
  count: number
}

/** What speaks for each different value, over all records that hold it. The newest writing of a value stands for it. */
function standings(values: readonly FieldValue[], trust: (source: string) => number): Standing[] {
  const byValue = new Map<string, Standing>()
  for (const value of values) {
    const key = folded(value.value)
    if (key === '') continue
    const seen = value.seenAt ?? ''
    const standing = byValue.get(key)
    if (!standing) {
      byValue.set(key, {
        value,
        verified: value.verified ? 1 : 0,
        asBorn: value.asBorn ? 1 : 0,
        trust: trust(value.source),
        newest: seen,
        count: 1,
      })
      continue
    }
    standing.count++
    standing.verified = Math.max(standing.verified, value.verified ? 1 : 0)
    standing.asBorn = Math.max(standing.asBorn, value.asBorn ? 1 : 0)
    standing.trust = Math.max(standing.trust, trust(value.source))
    if (seen > standing.newest || (seen === standing.newest && value.recordId < standing.value.recordId))
      standing.value = value
    if (seen > standing.newest) standing.newest = seen
  }
  return [...byValue.values()]
}

/** The rules in their order; the first that tells two values apart decides. */
const RULES: readonly (readonly [SurvivalRule, (a: Standing, b: Standing) => number])[] = [
  ['verified', (a, b) => b.verified - a.verified],
  ['current', (a, b) => a.asBorn - b.asBorn],
  ['trusted', (a, b) => b.trust - a.trust],
  ['newest', (a, b) => (a.newest === b.newest ? 0 : a.newest > b.newest ? -1 : 1)],
  ['frequent', (a, b) => b.count - a.count],
  ['first', (a, b) => (a.value.recordId < b.value.recordId ? -1 : a.value.recordId > b.value.recordId ? 1 : 0)],
]

/**
 * Which value of a field the customer is shown with: what they confirmed themselves, else, of names, not the one they were born with, else the most trusted source's, else the
 * newest, else the most frequent; ties by the record's id. The other values stay, with their source.
 * @param trust how far each source is trusted for this field, higher is more; by default all alike
 * @returns null when no record has a value
 */
export function survivor(values: readonly FieldValue[], trust: (source: string) => number = () => 0): Survivor | null {
  const sorted = standings(values, trust).sort((a, b) => {
    for (const [, order] of RULES) {
      const by = order(a, b)
      if (by !== 0) return by
    }
    return 0
  })
  const [best, second] = sorted
  if (!best) return null
  const rule = second ? RULES.find(([, order]) => order(best, second) !== 0)?.[0] : undefined
  const key = folded(best.value.value)
  const losing = values.filter(({ value }) => folded(value) !== key && folded(value) !== '')
  const rank = new Map(sorted.map(({ value }, n) => [folded(value.value), n]))
  return {
    chosen: best.value,
    because: second ? (rule ?? 'first') : 'only',
    losing: losing.sort(
      (a, b) => rank.get(folded(a.value))! - rank.get(folded(b.value))! || (a.recordId < b.recordId ? -1 : 1),
    ),
  }
}

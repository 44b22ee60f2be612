import { compareRows } from './compare.ts'
import { comparisonsOf } from './levels.ts'
import type { IdentityModel } from './model.ts'
import type { PersonRecord } from './person-record.ts'
import { tableFor } from './score.ts'

/** A pair a person looked at. */
export interface Judgement {
  a: PersonRecord
  b: PersonRecord
  same: boolean
}

/** So many pairs is the model worth beside the judgements: thirty answers nudge it, a thousand decide. */
const FAITH = 200

/**
 * The model with its m drawn towards what people answered: for each comparison the mean of a Dirichlet posterior whose prior is the
 * present m, worth 200 pairs. Only "same" answers teach m; reviewed pairs are doubtful ones, and a "no" among them says
 * nothing of strangers.
 */
export function refitted(model: IdentityModel, judgements: readonly Judgement[]): IdentityModel {
  const comparisons = comparisonsOf(model.generics)
  const seen = comparisons.map(({ levels }) => levels.map(() => 0))
  const out = new Uint8Array(comparisons.length + 16)
  for (const { a, b, same } of judgements) {
    if (!same) continue
    const table = tableFor(model, [a, b])
    compareRows(table, 0, 1, out)
    for (let c = 0; c < comparisons.length; c++) if (out[c] !== 0) seen[c]![out[c]!]!++
  }
  const learnt = comparisons.map(({ name, levels }, c) => {
    const own = model.comparisons[name]!
    const swapped = name === 'familyName' ? levels.indexOf('swapped') : -1
    const n = seen[c]!.reduce((sum, count, level) => (level === swapped ? sum : sum + count), 0)
    // A swap is weighed with the given name; the family name's share of it stays certain.
    const m = own.m.map((value, level) =>
      level === 0 || level === swapped ? value : (FAITH * value + seen[c]![level]!) / (FAITH + n),
    )
    return [name, { ...own, m }] as const
  })
  return { ...model, comparisons: Object.fromEntries(learnt) }
}

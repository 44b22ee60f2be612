import { needlesPage, saveManyNeedles } from '../customers/needles.store.ts'
import { NEEDLE_RULE, needlesOf } from '../customers/needles.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { setSetting, setting } from '../network/places.store.ts'
import { findByFormerNames } from './former-names.flow.ts'

const PAGE = 500
const KEY = 'needles'
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** By which rule everybody's needles are written; `after` is how far a round has come that a stop cut short. */
interface Round {
  rule: number
  after: string | null
}

/**
 * What customers are found by was written by the rule of its day. Once the rule says otherwise everybody is looked at anew, a page at a time, and only those
 * whom it names otherwise are written: by today's name and by those of before. A round that was cut short goes on where it stopped.
 * @returns how many customers are found by something else now
 */
export async function writeNeedlesAnew(house: House, pageSize = PAGE): Promise<number> {
  let changed = 0
  let round = await setting<Round>(house.db, KEY, { rule: 0, after: null })
  if (round.rule !== NEEDLE_RULE) round = { rule: NEEDLE_RULE, after: NOBODY }
  while (round.after !== null) {
    const from: string = round.after
    const page = await inTransaction(house, async (house) => {
      const rows = await needlesPage(house.db, from, pageSize)
      const other = rows.flatMap(({ customerId, seen, named, kept }) => {
        const needles = named ? needlesOf(named) : []
        const same = needles.length === kept.size && needles.every(({ kind, key }) => kept.has(`${kind} ${key}`))
        return same ? [] : [{ customerId, seen, needles }]
      })
      await saveManyNeedles(house.db, other)
      for (const { customerId } of rows.filter(({ former }) => former)) await findByFormerNames(house, customerId)
      const after = rows.length < pageSize ? null : (rows.at(-1)?.customerId ?? null)
      await setSetting(house.db, KEY, { rule: NEEDLE_RULE, after } satisfies Round, house.now())
      return { after, changed: other.length }
    })
    changed += page.changed
    round = { rule: NEEDLE_RULE, after: page.after }
  }
  return changed
}

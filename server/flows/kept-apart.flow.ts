import type { Pair } from '../../contract/identity.ts'
import { absorbedBy } from '../identity/absorbed.store.ts'
import { type Apart, apartAcross, insertJudgement, judgementsAmong } from '../identity/judgement.store.ts'
import { recordsOfCustomers } from '../identity/record.store.ts'
import type { Caller } from '../kit/caller.ts'
import type { House } from '../kit/house.ts'
import { conflict } from '../kit/problem.ts'
import { staffNames } from '../network/staff.store.ts'

/**
 * Answers that stand between two customers: somebody said of a record of one and a record of the other that they are two people. "For
 * ever" means that joining them asks first.
 */
export async function keptApart(house: House, a: string, b: string): Promise<Apart[]> {
  if (a === b) return []
  const [some, others] = await Promise.all([a, b].map((id) => idsOf(house, id)))
  return apartAcross(house.db, some!, others!)
}

/** Whatever an answer may have been given of: the customer as they came, those who joined them, and their records. */
async function idsOf(house: House, customerId: string): Promise<string[]> {
  const records = await recordsOfCustomers(house.db, [customerId])
  return [...new Set([customerId, ...(await absorbedBy(house, customerId)), ...records.map(({ id }) => id)])]
}

/**
 * A person treated them as two: that is an answer, unless somebody answered already. It can be taken back, and is overruled by joining them by hand.
 * @param reason what they did it with, for whoever asks why
 */
export async function saidToBeTwo(
  house: House,
  by: Pick<Caller, 'staffId'>,
  a: string,
  b: string,
  reason: string,
): Promise<void> {
  const [some, others] = (await Promise.all([idsOf(house, a), idsOf(house, b)])) as [string[], string[]]
  const answers = await judgementsAmong(house.db, [...some, ...others])
  if (answers.some((answer) => some.includes(answer.a) !== some.includes(answer.b))) return
  for (const one of some)
    for (const other of others)
      await insertJudgement(
        house.db,
        { id: house.newId(), pair: [one, other], verdict: 'different', bits: null, by: by.staffId, reason },
        house.now(),
      )
}

/** As a screen tells it. */
export async function toldApart(house: House, standing: readonly Apart[]): Promise<NonNullable<Pair['apart']>> {
  const names = await staffNames(
    house.db,
    standing.flatMap(({ by }) => by ?? []),
  )
  return standing.map(({ by, at, reason }) => ({
    by: by === null ? null : (names.get(by) ?? ''),
    at: at.toISOString(),
    reason,
  }))
}

/** Nobody is joined over an answer that says they are two people without knowing that there is one. */
export function mustKnowThatApart(standing: readonly Apart[], anyway: boolean): void {
  if (standing.length > 0 && !anyway)
    throw conflict(
      'kept-apart',
      'Somebody has said that these are two people',
      'Compare the two on the customer’s page; who is sure all the same joins them there.',
    )
}

/** Of each pair that was said to be two people, the newest word is now that they are one. @returns the answers that say so */
export async function overrule(
  house: House,
  by: Pick<Caller, 'staffId'>,
  standing: readonly Apart[],
  reason: string,
): Promise<string[]> {
  const written: string[] = []
  for (const { a, b } of standing) {
    const id = house.newId()
    written.push(id)
    await insertJudgement(
      house.db,
      { id, pair: [a, b], verdict: 'same', bits: null, by: by.staffId, reason },
      house.now(),
    )
  }
  return written
}

import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import type { factsAside, retryAside, tellFacts } from '../../../contract/facts.ts'
import { readCursor, writeCursor } from '../../customers/cursor.ts'
import { type Caller, callerMay } from '../../kit/caller.ts'
import { gather } from '../../kit/gather.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { invalid, Problem } from '../../kit/problem.ts'
import { audit } from '../../network/audit.store.ts'
import { factsSetAside, insertFacts, retryFactsAside } from '../../timeline/facts.store.ts'
import { LOOP } from '../../timeline/note-facts.flow.ts'
import type { NewFact } from '../../timeline/own-fact.ts'

/** Facts in one statement at most: a round of many callers is cut here. */
const ROUND = 100

/**
 * Takes facts in: those that come at about the same time are written in one statement and one commit, and each sender is answered
 * after it. Whom they name and whether they can be used is found out afterwards, so that accepting is quick and loses nothing.
 */
export function factsIntake(house: House) {
  const write = gather(async (all: NewFact[][]) => {
    const written = await inTransaction(house, async (house) => {
      const written = await insertFacts(house.db, all.flat(), house.now())
      if (written.size > 0) house.queue.wake(house, LOOP)
      return written
    })
    return all.map((facts) => facts.filter((fact) => written.has(fact.id)).length)
  }, ROUND)

  return async (
    house: House,
    { body }: InputOf<typeof tellFacts>,
    caller: Caller,
  ): Promise<AnswerOf<typeof tellFacts>> => {
    needTheirPlaces(caller, body.facts)
    const facts = body.facts.map((fact): NewFact => {
      const known = 'id' in fact.who ? fact.who.id : null
      return {
        id: house.newId(),
        customerId: known,
        who: fact.who,
        kind: fact.kind,
        at: new Date(fact.at),
        assetId: fact.assetId,
        orderId: fact.orderId,
        siteId: fact.siteId,
        staffId: fact.staffId,
        data: fact.data,
        source: body.source,
        key: fact.key,
      }
    })
    const accepted = await write(facts)
    return { accepted, known: facts.length - accepted }
  }
}

/** Where it happened is a place they may tell of; what happened at none is told by who may tell of all. */
function needTheirPlaces(caller: Caller, facts: readonly { siteId: string | null }[]): void {
  if (callerMay(caller, 'facts.tell', null)) return
  const faults = facts.flatMap(({ siteId }, n) =>
    callerMay(caller, 'facts.tell', siteId)
      ? []
      : [
          {
            path: `body.facts.${n}.siteId`,
            because: siteId === null ? 'say at which site: you may not tell of all' : 'not a site you may tell of',
          },
        ],
  )
  if (faults.length > 0)
    throw new Problem(403, 'forbidden', 'Some of these did not happen at a site you may tell of', {
      hint: 'Nothing was taken in. Each fault names its fact.',
      faults: faults.slice(0, 50),
    })
}

/** What names nobody we know, or cannot be used: newest first, each with its reason. */
export async function factsAsideFlow(
  house: House,
  { query }: InputOf<typeof factsAside>,
): Promise<AnswerOf<typeof factsAside>> {
  const after = query.after === undefined ? undefined : readCursor(query.after)
  if (after === null) throw invalid('query.after', 'This is not the `next` of a page before.')
  const rows = await factsSetAside(house.db, {
    after,
    limit: query.limit + 1,
  })
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  return {
    facts: page.map((row) => ({
      id: row.id,
      kind: row.kind,
      at: row.at.toISOString(),
      source: row.source,
      key: row.key,
      because: row.aside,
      acceptedAt: row.accepted_at.toISOString(),
    })),
    next: rows.length > query.limit && last ? writeCursor({ at: last.cursorAt, id: last.id }) : null,
  }
}

/** The customers they name may have come since. */
export const retryAsideFlow = (
  house: House,
  _input: InputOf<typeof retryAside>,
  caller: Caller,
): Promise<AnswerOf<typeof retryAside>> =>
  inTransaction(house, async (house) => {
    const again = await retryFactsAside(house.db)
    await audit(house, caller, 'facts.retry', { detail: { again } })
    if (again > 0) house.queue.wake(house, LOOP)
    return { again }
  })

import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import type { Hint } from '../../contract/timeline.ts'
import type * as api from '../../contract/visits.ts'
import type { Visit } from '../../contract/visits.ts'
import { type Caller, need } from '../kit/caller.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { conflict } from '../kit/problem.ts'
import { audit } from '../network/audit.store.ts'
import { closeHints, reopenHints } from '../timeline/entries.store.ts'
import { hintOf, saidByGreeting } from '../visits/said.ts'
import { tell } from '../visits/visit.flow.ts'
import { asVisit, changeVisit, lockVisit } from '../visits/visit.store.ts'

type In<K extends keyof typeof api> = InputOf<(typeof api)[K]>
type Out<K extends keyof typeof api> = Promise<AnswerOf<(typeof api)[K]>>

/** The card remembers which of its lines were said, and every screen shows it. */
async function remember(house: House, visit: Visit, said: readonly Hint[]): Promise<Visit> {
  const changed = await changeVisit(house.db, visit.id, { card: { ...visit.card, said: [...said] } }, house.now())
  tell(house, changed)
  return changed
}

/** One line of the card was said, or was not after all: what a colleague left for her is closed, and next time something new is shown. */
export async function sayLine(house: House, { params, body }: In<'sayLine'>, caller: Caller): Out<'sayLine'> {
  return inTransaction(house, async (house) => {
    const row = await lockVisit(house.db, params.id)
    need(caller, 'visits.act', row.site_id)
    const visit = asVisit(row)
    const hint = hintOf(visit.card, body.line)
    if (!hint) throw conflict('nothing-to-say', 'A colleague’s word no longer stands there', 'Nothing for you to do.')
    const about = { ids: [hint], customerId: row.customer_id }
    if (body.said) await closeHints(house.db, about, house.now())
    else await reopenHints(house.db, about)
    const others = (visit.card.said ?? []).filter((line) => line !== body.line)
    await audit(house, caller, 'visit.said', {
      customerId: row.customer_id,
      siteId: row.site_id,
      detail: { visit: row.id, line: body.line, said: body.said },
    })
    return remember(house, visit, body.said ? [...others, body.line] : others)
  })
}

/** Greeted: what the card had for them to say and to thank for was said. */
export const sayingAll =
  (greet: (house: House, input: In<'greeted'>, caller: Caller) => Out<'greeted'>) =>
  (house: House, input: In<'greeted'>, caller: Caller): Out<'greeted'> =>
    inTransaction(house, async (house) => {
      const before = await lockVisit(house.db, input.params.id)
      const visit = await greet(house, input, caller)
      const lines = saidByGreeting(visit.card)
      if (before.greeted_at || !visit.greetedAt || lines.length === 0) return visit
      const ids = lines.flatMap((line) => hintOf(visit.card, line) ?? [])
      await closeHints(house.db, { ids, customerId: visit.customerId }, new Date(visit.greetedAt))
      return remember(house, visit, [...(visit.card.said ?? []), ...lines])
    })

/** Not greeted after all: what that greeting had closed is open again; what was said by a tap of its own stays said. */
export const unsayingAll =
  (undo: (house: House, input: In<'undoVisit'>, caller: Caller) => Out<'undoVisit'>) =>
  (house: House, input: In<'undoVisit'>, caller: Caller): Out<'undoVisit'> =>
    inTransaction(house, async (house) => {
      const before = await lockVisit(house.db, input.params.id)
      const visit = await undo(house, input, caller)
      if (!before.greeted_at || visit.greetedAt) return visit
      const said = visit.card.said ?? []
      const ids = said.flatMap((line) => hintOf(visit.card, line) ?? [])
      const open = await reopenHints(house.db, { ids, customerId: visit.customerId }, before.greeted_at)
      const still = said.filter((line) => !open.includes(hintOf(visit.card, line) ?? ''))
      return still.length === said.length ? visit : remember(house, visit, still)
    })

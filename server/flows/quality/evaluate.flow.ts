import type { Evidence, GateSettings } from '../../../contract/quality.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { waitingProposal } from '../../quality/decision.store.ts'
import { evidenceOf } from '../../quality/evidence.ts'
import { fileById } from '../../quality/file.store.ts'
import { becauseOf, nextStep, type Standing, type Step } from '../../quality/gate.ts'
import { changeProduct, lockProduct, type ProductRow, takeDue } from '../../quality/product.store.ts'
import { ratingGroups } from '../../quality/ratings.store.ts'
import { gateSettingsOf } from './gate-settings.flow.ts'
import {
  BY_ITSELF,
  bringBack,
  overtake,
  propose,
  raiseAlert,
  recover,
  settle,
  strengthen,
  takeOff,
} from './shelf.flow.ts'
import { tellReviewers } from './tell-reviewers.flow.ts'

const DAY = 86_400_000
/** A proposal and the decision that follows by itself; anything longer would be a circle. */
const MOST_STEPS = 4

/** What the ratings of a version tell now. */
export async function evidenceNow(
  house: House,
  row: Pick<ProductRow, 'id' | 'reference'>,
  version: number,
  settings: GateSettings,
): Promise<Evidence> {
  const since = settings.windowDays === null ? null : new Date(house.now().getTime() - settings.windowDays * DAY)
  return evidenceOf(version, await ratingGroups(house.db, row, version, since), settings)
}

/** Looks at one product: what its ratings tell, and what follows. In the open transaction, or one of its own. */
export async function evaluate(house: House, productId: string): Promise<ProductRow> {
  return inTransaction(house, async (house) => {
    let row = await lockProduct(house.db, productId)
    if (row.archived_at) return row
    const settings = await gateSettingsOf(house.db)
    const found = await evidenceNow(house, row, row.version, settings)
    const because = becauseOf(found, settings)
    const now = house.now()
    row = await changeProduct(house.db, row.id, { evidence: found, evaluatedAt: now }, now)
    for (let n = 0; n < MOST_STEPS; n += 1) {
      const step = nextStep(await standingOf(house, row), found, settings, now.getTime())
      if (step === null) break
      row = await take(house, row, settings, step, because)
    }
    // What is withdrawn keeps the reason for which it left.
    return row.state === 'withdrawn' || row.state === 'returning'
      ? row
      : changeProduct(house.db, row.id, { because }, now)
  })
}

async function standingOf(house: House, row: ProductRow): Promise<Standing> {
  const [waiting, file] = await Promise.all([
    waitingProposal(house.db, row.id),
    row.file_id ? fileById(house.db, row.file_id) : null,
  ])
  return {
    state: row.state,
    declined: row.declined,
    clockEndsAt: file?.due_at.getTime() ?? null,
    waiting: waiting ? { move: waiting.move, strength: waiting.strength } : null,
  }
}

async function take(
  house: House,
  row: ProductRow,
  settings: GateSettings,
  step: NonNullable<Step>,
  because: ReturnType<typeof becauseOf>,
): Promise<ProductRow> {
  switch (step.do) {
    case 'alert':
      return raiseAlert(house, row, settings, because)
    case 'propose':
      return propose(house, row, settings, 'withdraw', step.strength, because)
    case 'strengthen':
      return strengthen(house, row, because)
    case 'overtake':
      return overtake(house, row, because)
    case 'recover':
      return recover(house, row, because)
    case 'settle':
      return settle(house, row, because)
    case 'propose-return':
      return propose(house, row, settings, 'return', 'sure', because)
    case 'withdraw':
      return (await takeOff(house, row, settings, { by: BY_ITSELF, because: [step.why, ...because] })).row
    case 'return': {
      const back = await bringBack(house, row, { by: BY_ITSELF, because: [step.why, ...because] })
      await tellReviewers(house, back.row, back.eventId, 'unhappy')
      return back.row
    }
  }
}

/** Looks at all that are due, one transaction each. @returns how many */
export async function evaluateDue(house: House): Promise<number> {
  for (let n = 0; ; n += 1) {
    const found = await inTransaction(house, async (house) => {
      const id = await takeDue(house.db, house.now())
      if (id) await evaluate(house, id)
      return id
    })
    if (!found) return n
  }
}

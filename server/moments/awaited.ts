import { isHuman } from '../../contract/playbook.ts'
import type { Wanting } from '../budget/room.ts'
import type { CompiledMoment, Scene } from './compiled.ts'

/** They rang and nobody answered, or wrote back to us: an answer is what they wait for. */
export const AWAIT_ANSWER: ReadonlySet<unknown> = new Set(['call.missed', 'message.replied'])

const NOTHING_AWAITED = { awaited: false, care: false }

/**
 * What they wait for themselves: news of an order under way, word of the appointment they just made, an answer, the care of a case. Of these the care of a case, and a
 * person who answers them, are all that is said while one is open: « your car is ready » from a house that has not answered yet is one more thing to be
 * angry about, and so is a call of theirs that nobody returns.
 */
export function waitedFor({ trigger, moment }: CompiledMoment, scene: Scene): Pick<Wanting, 'awaited' | 'care'> {
  if (moment.purpose !== 'service' || typeof trigger !== 'string') return NOTHING_AWAITED
  if (trigger.startsWith('case.')) return { awaited: true, care: true }
  if (AWAIT_ANSWER.has(trigger)) return { awaited: true, care: moment.do.every(isHuman) }
  const underWay = scene.order !== null && ['placed', 'in-progress', 'ready'].includes(scene.order.state)
  return { awaited: trigger === 'appointment.made' || (trigger.startsWith('order.') && underWay), care: false }
}

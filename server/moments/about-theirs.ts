import { AWAIT_ANSWER } from './awaited.ts'
import type { CompiledMoment, PlannedTouch } from './compiled.ts'

/** What is told of the person, whatever they own: their only car is named in it, and it is not about the car. */
const OF_THE_PERSON = ['visit.', 'call.', 'answer.', 'message.', 'case.']

/**
 * May this reach who wants to hear only of what is theirs? What is about one of their things or orders may; a birthday, a long silence or
 * thanks for a visit are not, though they may own a single car. Besides: the care of their case, and an answer they await.
 */
export function isAboutTheirs(
  { moment, trigger }: CompiledMoment,
  touch: Pick<PlannedTouch, 'assetId' | 'orderId' | 'purpose'>,
): boolean {
  const { on } = moment
  if (touch.purpose === 'service' && typeof trigger === 'string')
    if (trigger.startsWith('case.') || AWAIT_ANSWER.has(trigger)) return true
  if (!touch.assetId && !touch.orderId) return false
  if (typeof on === 'string') return !OF_THE_PERSON.some((kind) => on.startsWith(kind))
  if ('date' in on) return on.date !== 'customer.birthDate'
  if ('weather' in on) return on.fitted !== undefined
  return !('silence' in on)
}

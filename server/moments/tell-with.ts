import { type Gesture, REGISTER_OF } from '../../contract/playbook.ts'
import { dayAt } from '../plain/civil.ts'
import type { CompiledMoment, CompiledPlaybook, PlannedTouch } from './compiled.ts'

type Tellable = Pick<PlannedTouch, 'moment' | 'purpose' | 'dueAt' | 'assetId' | 'orderId'>

const DAY = 86_400_000
/** What a group would say within so long is said together: two reminders of the workshop are one errand. */
const GROUP_MS = 14 * DAY
/** What can be told in one breath: letters and people. A recording is what it is, and a locked screen has one line. */
const ROOMY: ReadonlySet<Gesture> = new Set(['email', 'postcard', 'call', 'word', 'coffee', 'linkedin', 'whatsapp'])
/** Three segments, less who speaks, the way out and the address of their page. */
const SMS_ROOM = 3 * 153 - 110

/**
 * May this other touch be told in the same contact? It must be of a moment that may be made by the same gesture, and find room in it: a letter or a person
 * always, an SMS as long as three segments hold both. And it must go together: of one `merge` group, if it would come within two weeks; else about the same
 * thing or order, in the same register, on the same day where they are. An offer never rides on a message of service; a word of service may ride on an offer,
 * and the whole is judged as one.
 */
export function mayTellWith(
  compiled: CompiledPlaybook,
  main: Tellable,
  other: Tellable,
  gesture: Gesture,
  zone: string,
  now: number,
): boolean {
  const [told, also] = [compiled.moments.get(main.moment), compiled.moments.get(other.moment)]
  if (!told || !also?.moment.do.includes(gesture)) return false
  if (other.purpose === 'commercial' && main.purpose !== 'commercial') return false
  if (!hasRoom(gesture, told, also)) return false
  const group = told.moment.merge
  if (group !== undefined && also.moment.merge === group) return other.dueAt <= now + GROUP_MS
  return (
    main.moment !== other.moment &&
    isAboutTheSame(main, other) &&
    registerOf(told, gesture) === registerOf(also, gesture) &&
    dayAt(zone, Math.max(other.dueAt, now)) === dayAt(zone, now)
  )
}

/** Might these two ever be told together, by whatever gesture and on whatever day? Asked before the other is held for it. */
export function mightGoTogether(compiled: CompiledPlaybook, main: Tellable, other: Tellable): boolean {
  const group = compiled.moments.get(main.moment)?.moment.merge
  if (group !== undefined && compiled.moments.get(other.moment)?.moment.merge === group) return true
  return isAboutTheSame(main, other)
}

const isAboutTheSame = (a: Tellable, b: Tellable): boolean =>
  (a.assetId !== null && a.assetId === b.assetId) || (a.orderId !== null && a.orderId === b.orderId)

const registerOf = ({ moment }: CompiledMoment, gesture: Gesture): string => moment.register ?? REGISTER_OF[gesture]

/** An SMS is measured by its words as they would stand for an invented customer: the same for everyone, live and in the time machine. */
const hasRoom = (gesture: Gesture, told: CompiledMoment, also: CompiledMoment): boolean =>
  gesture === 'sms' ? told.smsLength + also.smsLength <= SMS_ROOM : ROOMY.has(gesture)

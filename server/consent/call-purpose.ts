import { type Because, say } from '../../contract/because.ts'

/** What goes on with somebody at an instant, by the codes of `callerContext`. */
export type GoingOn = readonly string[]

/** What makes a call one of service though nobody said so: something of theirs is under way, they are expected, or they called first. */
const SERVED: readonly string[] = [
  'case-open',
  'vehicle-ready',
  'order-open',
  'expected-now',
  'expected-today',
  'called-today',
]

/**
 * What was a call for that no task asked for, when nobody has said it? It is the business that must prove that a call was no offer (art. L223-1),
 * so it counts as one unless something of theirs is under way. A person may say otherwise on the timeline.
 */
export function purposeOfCall(goingOn: GoingOn): { purpose: 'service' | 'commercial'; because: Because } {
  const served = SERVED.find((code) => goingOn.includes(code))
  return served ? { purpose: 'service', because: say(served) } : { purpose: 'commercial', because: say('call-unsaid') }
}

import type { Caller } from '../../kit/caller.ts'
import { invalid } from '../../kit/problem.ts'

/** Who acts: a person. A program cares for nobody. */
export function who(caller: Caller): string {
  if (!caller.staffId) throw invalid('session', 'api-key', 'Only a person answers a customer.')
  return caller.staffId
}

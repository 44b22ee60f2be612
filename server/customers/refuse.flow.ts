import { Problem } from '../kit/problem.ts'
import type { Fault } from './customer-fields.ts'

/** Refuses an input whose fields cannot be used, all of them told at once. */
export function refuseFaults(faults: readonly Fault[]): void {
  if (faults.length > 0)
    throw new Problem(422, 'invalid', 'Something in what you sent cannot be used', {
      faults: [...faults],
      hint: 'Each fault names its field. Nothing was kept.',
    })
}

import { addMonths } from '../plain/civil.ts'
import type { Pack } from './pack.ts'

/** Too young to agree alone to be offered anything (art. 8 GDPR)? Who never said when they were born is taken for grown up. */
export const isChild = ({ child }: Pack, bornOn: string | undefined, today: string): boolean =>
  child !== undefined && bornOn !== undefined && addMonths(bornOn, 12 * child.years) > today

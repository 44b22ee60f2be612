import { addMonths, instantOf } from '../plain/civil.ts'
import type { Pack } from './pack.ts'

/**
 * From when on somebody may agree by themselves to be offered anything (art. 8 GDPR): the midnight of that birthday where they live. Null for who never
 * said when they were born: they are taken for grown up.
 */
export const agreesFrom = ({ child }: Pack, bornOn: string | undefined, zone: string): number | null =>
  child === undefined || bornOn === undefined ? null : instantOf(zone, addMonths(bornOn, 12 * child.years), 0)

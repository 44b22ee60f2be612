import { zoneOf } from '../consent/zone.ts'
import type { LoopPerson } from './loop-person.ts'

/** The clock where a customer is. */
export const zoneHere = (person: LoopPerson): string => zoneOf(person.country, person.postcode, person.law.zone)

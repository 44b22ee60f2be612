import type { Region } from '../consent/holidays.ts'
import { placeOf } from '../consent/place.ts'
import { zoneOf } from '../consent/zone.ts'
import type { LoopPerson } from './loop-person.ts'

/** The clock where a customer is. */
export const zoneHere = (person: LoopPerson): string => zoneOf(person.country, person.postcode, person.law.zone)

/** Whose public holidays a customer has. */
export const regionHere = (person: LoopPerson): Region =>
  placeOf(person.country, person.postcode, person.law.zone).region

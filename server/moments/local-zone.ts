import type { LoopPerson } from './loop-person.ts'

/** The clock where a customer is. */
export const zoneHere = (person: LoopPerson): string => person.law.zone ?? 'Europe/Paris'

import { numberAt } from '../plain/civil.ts'
import { agreesFrom } from './child.ts'
import type { PersonInLaw } from './judged.ts'
import { packOf } from './packs.ts'
import { placeOf } from './place.ts'

/** Too young today to agree by themselves, to an offer or to their words being shown. */
export function isTooYoung(person: PersonInLaw, pack: string, now: number): boolean {
  const { country, zone } = placeOf(person.country, person.postcode, person.zone)
  const agrees = agreesFrom(packOf(pack, country, numberAt(zone, now)), person.bornOn, zone)
  return agrees !== null && now < agrees
}

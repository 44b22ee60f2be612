import type { CompiledMoment, Scene } from './compiled.ts'
import { hash32 } from './held-out.ts'

/**
 * What the words of a message were written of: the moment as the page had it, and what it names of the person, the thing and the order. The same number
 * means that they would be written alike; another, that something changed while the message waited.
 */
export function writtenOf({ mark }: CompiledMoment, { person, asset, order }: Scene): number {
  const { kind, title, givenName, familyName, companyName, addressAs, formality, language } = person
  const { city, siteId, advisorId } = person
  const thing = asset && [asset.id, asset.make, asset.model, asset.options, asset.warrantyUntil, asset.nextServiceOn]
  const dates = asset && [asset.boughtOn, asset.registeredOn, asset.controlUntil]
  const ordered = order && [order.id, order.title, order.kind, order.promisedOn, order.amountCents]
  return hash32(
    JSON.stringify([
      [mark, kind, title, givenName, familyName, companyName, addressAs, formality, language],
      [city, siteId, advisorId],
      [thing, dates, ordered],
    ]),
  )
}

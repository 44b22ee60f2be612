import { type Because, say } from '../../../contract/because.ts'
import type { ToldWhom } from '../../../contract/gate-file.ts'
import { lawSettings } from '../../consent/law.store.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import type { NewMessage } from '../../messages/letter.ts'
import { linksFor } from '../../messages/link.ts'
import { insertMessages } from '../../messages/message.store.ts'
import { OUTBOX } from '../../messages/outbox-tick.ts'
import { providersOf } from '../../messages/provider.store.ts'
import { sendersOf } from '../../messages/sender.store.ts'
import { messageFor } from '../../messages/write-message.ts'
import type { LoopPerson } from '../../moments/loop-person.ts'
import { PlaybookInForce } from '../../moments/playbook.store.ts'
import { sites } from '../../network/places.store.ts'
import { lockProduct, type ProductRow, versionsOf } from '../../quality/product.store.ts'
import { ratersBefore } from '../../quality/ratings.store.ts'
import { insertTold, returnsToTellAgain, takeHeldBack } from '../../quality/told.store.ts'
import { toldMoment } from '../../quality/told-words.ts'
import { loopPersons } from '../loop/persons.store.ts'
import { carriedBy, stopNumber } from '../loop/round.store.ts'
import { PASSES, SHIPPED_RHYTHM, type TellingNow, TOLD_WITHIN_MS, waysToTell } from '../loop/tell-by.ts'
import { UNDO_MS } from './announce.flow.ts'
import { gateSettingsOf } from './gate-settings.flow.ts'

/** People looked at in one go. */
const AT_ONCE = 500

interface Told {
  customerId: string
  message: NewMessage | null
  because: Because[]
}

/**
 * “You said, we did”: those who rated a version before this one are told that it came back and what changed, each once: a service message
 * through the outbox, only to those who may be contacted. Who is not told is written down with the reason. In the open transaction.
 * @returns how many will be told
 */
export async function tellReviewers(house: House, row: ProductRow, eventId: string, whom: ToldWhom): Promise<number> {
  return keepTold(house, eventId, await writeToReviewers(house, row, whom))
}

/** What each is written, and that they were or why not, in one transaction. */
async function keepTold(house: House, eventId: string, told: readonly Told[]): Promise<number> {
  const messages = told.flatMap(({ message }) => message ?? [])
  for (let at = 0; at < messages.length; at += AT_ONCE)
    await insertMessages(house.db, messages.slice(at, at + AT_ONCE), house.now())
  await insertTold(
    house.db,
    eventId,
    told.map(({ customerId, message, because }) => ({ customerId, messageId: message?.id ?? null, because })),
    house.now(),
  )
  if (messages.length > 0) house.queue.wake(house, OUTBOX)
  return messages.length
}

/** What each would receive, or why nothing. Nothing is kept. */
export async function writeToReviewers(house: House, row: ProductRow, whom: ToldWhom): Promise<Told[]> {
  if (whom === 'nobody') return []
  const { bar } = await gateSettingsOf(house.db)
  return writeToAll(house, row, await ratersBefore(house.db, row, row.version, whom === 'all' ? null : bar))
}

async function writeToAll(house: House, row: ProductRow, ids: readonly string[]): Promise<Told[]> {
  const around = await aroundOf(house, row)
  const told: Told[] = []
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const page = ids.slice(at, at + AT_ONCE)
    const persons = await loopPersons(house.db, page, house.now())
    for (const customerId of page) {
      const person = persons.get(customerId)
      told.push(person ? writeTo(house, person, around) : { customerId, message: null, because: [say('tell.gone')] })
    }
  }
  return told
}

/**
 * Once a day those whom only time kept from being told are looked at again, as long as it is still news and the product is on the shelf still.
 * @returns how many will be told
 */
export async function tellReviewersWhoWait(house: House): Promise<number> {
  let told = 0
  const since = new Date(house.now().getTime() - TOLD_WITHIN_MS)
  for (const { eventId, productId } of await returnsToTellAgain(house.db, PASSES, since))
    told += await inTransaction(house, async (house) => {
      const row = await lockProduct(house.db, productId)
      return keepTold(house, eventId, await writeToAll(house, row, await takeHeldBack(house.db, eventId, PASSES)))
    })
  return told
}

type Around = Awaited<ReturnType<typeof aroundOf>>

async function aroundOf(house: House, row: ProductRow) {
  const { db } = house
  const [law, providers, sender, everySite, inForce, versions] = await Promise.all([
    lawSettings(db),
    providersOf(db, { active: true }),
    sendersOf(db),
    sites(db),
    new PlaybookInForce().of(db),
    versionsOf(db, row.id),
  ])
  const now = house.now().getTime()
  const { budget, hours } = inForce?.playbook ?? SHIPPED_RHYTHM
  const telling: TellingNow = {
    law,
    carried: carriedBy(providers),
    budget,
    hours,
    now,
    from: now + UNDO_MS,
    expiresAt: now + TOLD_WITHIN_MS,
    moment: 'product-returned',
  }
  const changed = versions.find((each) => each.number === row.version)?.changed ?? {}
  return {
    telling,
    moment: toldMoment({ name: row.name, changed }),
    senderAt: sender,
    stop: stopNumber(providers),
    places: new Map(everySite.map((site) => [site.id, site])),
  }
}

/** By the first way that is open and on which the words fit; else every reason why by none. */
function writeTo(house: House, person: LoopPerson, { telling, moment, senderAt, stop, places }: Around): Told {
  const { ways, because } = waysToTell(person, telling)
  const refused: Because[] = [...because]
  const site = places.get(person.siteId ?? '')
  for (const { by, weight, notBefore, judged } of ways) {
    const id = house.newId()
    const written = messageFor({
      id,
      touchId: null,
      moment,
      gesture: by,
      person,
      scene: { person, asset: null, order: null, fact: null, now: telling.now },
      staff: null,
      site: site ? { id: site.id, name: site.name, phone: site.phone, city: site.city, address: site.address } : null,
      sender: { ...senderAt(person.siteId), stop },
      links: linksFor(house.seal.mark, house.origin, { kind: 'message', id }, house.now()),
      weight,
      recording: null,
      notBefore,
      expiresAt: telling.expiresAt,
    })
    if (!('refused' in written))
      return { customerId: person.id, message: { ...written, judged }, because: [...written.because] }
    refused.push(written.refused)
  }
  return { customerId: person.id, message: null, because: refused }
}

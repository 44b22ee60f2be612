import { type Because, say } from '../../../contract/because.ts'
import type { TellingWords } from '../../../contract/decisions.ts'
import { lawSettings } from '../../consent/law.store.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import type { NewMessage } from '../../messages/letter.ts'
import { linksFor } from '../../messages/link.ts'
import { insertMessages } from '../../messages/message.store.ts'
import { spokenIn as languageOf } from '../../messages/message-words.ts'
import { OUTBOX } from '../../messages/outbox-tick.ts'
import { providersOf } from '../../messages/provider.store.ts'
import { sendersOf } from '../../messages/sender.store.ts'
import { messageFor } from '../../messages/write-message.ts'
import type { LoopPerson } from '../../moments/loop-person.ts'
import type { PlaybookInForce } from '../../moments/playbook.store.ts'
import { sites } from '../../network/places.store.ts'
import { staffOf } from '../../network/staff.store.ts'
import { writeOver } from '../../voice/decision.store.ts'
import { claimTelling, endTelling, insertTold, someWait, stillToTell, tellAgainLater } from '../../voice/told.store.ts'
import { spokenIn, TOLD_MOMENT, toldMoment } from '../../voice/told-words.ts'
import { loopPersons } from '../loop/persons.store.ts'
import { carriedBy, stopNumber } from '../loop/round.store.ts'
import { PASSES, SHIPPED_RHYTHM, type TellingNow, TOLD_WITHIN_MS, waysToTell } from '../loop/tell-by.ts'

/** The tick that writes to those who are being told. */
export const TELLING = 'voice-telling'
/** Time to take it back before it leaves. */
export const UNDO_MS = 10 * 60_000
/** People written to in one transaction. */
const AT_ONCE = 200

/** All that a message stands on besides the person it is for. */
export type TellingRound = Awaited<ReturnType<typeof openTelling>>

export async function openTelling(house: House, playbooks: PlaybookInForce, words: TellingWords, from: number) {
  const { db } = house
  const now = house.now()
  const [law, providers, sender, everySite, staff, inForce] = await Promise.all([
    lawSettings(db),
    providersOf(db, { active: true }),
    sendersOf(db),
    sites(db),
    staffOf(db, now),
    playbooks.of(db),
  ])
  const { budget, hours } = inForce?.playbook ?? SHIPPED_RHYTHM
  const at = now.getTime()
  const telling: TellingNow = {
    law,
    carried: carriedBy(providers),
    budget,
    hours,
    now: at,
    from: Math.max(from, at),
    expiresAt: at + TOLD_WITHIN_MS,
    moment: TOLD_MOMENT,
  }
  return {
    telling,
    moment: toldMoment(words),
    spoken: spokenIn(words),
    senderAt: sender,
    stop: stopNumber(providers),
    places: new Map(everySite.map((site) => [site.id, site])),
    staff: new Map(staff.map((each) => [each.id, each])),
  }
}

export interface WrittenTo {
  person: LoopPerson | null
  customerId: string
  advisor: string
  message: NewMessage | null
  because: Because[]
}

/** What one would read, or why nothing: in their language, by the advisor who knows them, by the first way that is open. */
function writeToThem(house: House, person: LoopPerson, round: TellingRound): WrittenTo {
  const advisor = round.staff.get(person.advisorId ?? '') ?? null
  const told = { person, customerId: person.id, advisor: advisor?.name ?? '' }
  if (!round.spoken.includes(languageOf(person.language)))
    return { ...told, message: null, because: [say('tell.no-words', { language: languageOf(person.language) })] }
  const { ways, because } = waysToTell(person, round.telling)
  const refused: Because[] = [...because]
  const site = round.places.get(person.siteId ?? '')
  for (const way of ways) {
    const id = house.newId()
    const written = messageFor({
      id,
      touchId: null,
      moment: round.moment,
      gesture: way.by,
      person: { ...person, language: languageOf(person.language) },
      scene: { person, asset: null, order: null, fact: null, now: round.telling.now },
      staff: advisor && { id: advisor.id, name: advisor.name, phone: advisor.phone, email: advisor.email },
      site: site ? { id: site.id, name: site.name, phone: site.phone, city: site.city, address: site.address } : null,
      sender: { ...round.senderAt(person.siteId), stop: round.stop },
      links: linksFor(house.seal.mark, house.origin, { kind: 'message', id }, house.now()),
      weight: way.weight,
      recording: null,
      notBefore: way.notBefore,
      expiresAt: round.telling.expiresAt,
    })
    if (!('refused' in written)) return { ...told, message: { ...written, judged: way.judged }, because: [] }
    refused.push(written.refused)
  }
  return { ...told, message: null, because: refused }
}

/** Looks at some people in turn. Nothing is kept. */
export async function writeToSome(house: House, ids: readonly string[], round: TellingRound): Promise<WrittenTo[]> {
  const persons = await loopPersons(house.db, ids, house.now())
  return ids.map((customerId) => {
    const person = persons.get(customerId)
    return person
      ? writeToThem(house, person, round)
      : { person: null, customerId, advisor: '', message: null, because: [say('tell.gone')] }
  })
}

/**
 * Carries on with one telling, some people in a transaction: the message and the line that they were told are written together, so that a
 * process killed in the middle tells nobody twice. When everyone was looked at, the decision is over.
 * @returns whether there may be more to do
 */
export const tellSome =
  (playbooks: PlaybookInForce) =>
  async (house: House): Promise<boolean> =>
    inTransaction(house, async (house) => {
      const row = await claimTelling(house.db)
      if (!row) return false
      const now = house.now()
      const ids = await stillToTell(house.db, row.decisionId, row.audience, AT_ONCE)
      const round = await openTelling(house, playbooks, row.words, row.at.getTime() + UNDO_MS)
      const written = await writeToSome(house, ids, round)
      await insertMessages(
        house.db,
        written.flatMap(({ message }) => message ?? []),
        now,
      )
      await insertTold(
        house.db,
        row.decisionId,
        written.map(({ customerId, message, because }) => ({ customerId, messageId: message?.id ?? null, because })),
        now,
      )
      if (ids.length < AT_ONCE) {
        await endTelling(house.db, row.decisionId, now)
        // Whom only time keeps from being told is still to be told: the decision stays open for them.
        if (!(await someWait(house.db, row.decisionId, PASSES))) await writeOver(house.db, row.decisionId, now, '', now)
      }
      house.queue.wake(house, OUTBOX)
      return true
    })

/** Once a day those who could not be told yet are looked at again, as long as it is still news. */
export const tellThoseWhoWait = (house: House): Promise<number> =>
  inTransaction(house, ({ db }) => tellAgainLater(db, PASSES, new Date(house.now().getTime() - TOLD_WITHIN_MS)))

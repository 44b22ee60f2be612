import { REGISTER_OF } from '../../../contract/playbook.ts'
import type { HowToReply, ReplyWay } from '../../../contract/replies.ts'
import { lawSettings } from '../../consent/law.store.ts'
import { addressedAs, displayName } from '../../customers/name.ts'
import { displayPhone } from '../../customers/phone.ts'
import type { House } from '../../kit/house.ts'
import { spokenIn } from '../../messages/message-words.ts'
import { providersOf } from '../../messages/provider.store.ts'
import type { LoopPerson } from '../../moments/loop-person.ts'
import type { PlaybookInForce } from '../../moments/playbook.store.ts'
import { type Opening, openingFor, type ToAnswer } from '../../recovery/opening-words.ts'
import { type CareNow, type CareWay, waysToAnswer } from '../../recovery/ways.ts'
import { loopPersons } from '../loop/persons.store.ts'
import { carriedBy } from '../loop/round.store.ts'
import { SHIPPED_RHYTHM } from '../loop/tell-by.ts'
import { hasVoice } from './voice-there.store.ts'

/** Law, ways out and hours, read once. */
export async function careNow(house: House, playbooks: PlaybookInForce, siteId: string | null): Promise<CareNow> {
  const [law, providers, inForce] = await Promise.all([
    lawSettings(house.db, siteId),
    providersOf(house.db, { active: true }),
    playbooks.of(house.db),
  ])
  return {
    law,
    carried: carriedBy(providers),
    hours: inForce?.playbook.hours ?? SHIPPED_RHYTHM.hours,
    now: house.now().getTime(),
  }
}

/** What an answer is about, as far as words to begin with go. */
export type About = Pick<ToAnswer, 'tone' | 'praised' | 'thanksMe' | 'themes' | 'worded'>

/** How somebody is answered: by which ways, in which register, with words to begin with. Null: they are not with us any more. */
export async function howToAnswer(
  house: House,
  playbooks: PlaybookInForce,
  asked: {
    customerId: string
    siteId: string | null
    place: string
    staff: string
    locale: 'fr' | 'en'
    about: About
    /** They were not content: whatever way one answers by, it is after-sales. */
    complaint: boolean
  },
): Promise<HowToReply | null> {
  const person = (await loopPersons(house.db, [asked.customerId], house.now())).get(asked.customerId)
  if (!person) return null
  const [now, inForce, voice] = await Promise.all([
    careNow(house, playbooks, asked.siteId),
    playbooks.of(house.db),
    hasVoice(house.db, asked.customerId),
  ])
  const language = spokenIn(person.language)
  const opening = openingFor({
    ...asked.about,
    language,
    formality: person.formality,
    dear: dearOf(person),
    staff: asked.staff,
    place: asked.place,
  })
  const { locale } = asked
  const playbook = inForce?.playbook
  return {
    customer: displayName(person),
    addressAs: addressedAs(person),
    pronunciation: person.pronunciation,
    hasVoice: voice,
    formality: person.formality,
    language: person.language,
    compass: playbook?.compass[locale] ?? Object.values(playbook?.compass ?? {})[0] ?? '',
    ways: waysToAnswer(person, now).map((way): ReplyWay => {
      // Who complains is not spoken to as the channel speaks to everybody: « la surprise » is no answer about brakes.
      const register = asked.complaint && playbook?.registers['after-sales'] ? 'after-sales' : REGISTER_OF[way.channel]
      const spoken = playbook?.registers[register]
      return {
        ...asWay(way, opening, now.now),
        register,
        imposed: spoken?.imposed[locale] ?? '',
        free: spoken?.free?.[locale] ?? '',
      }
    }),
  }
}

/** On first-name terms, by the first name; else as they are spoken to. */
const dearOf = (person: LoopPerson): string =>
  person.formality === 'tu' && person.givenName && !person.addressAs ? person.givenName : addressedAs(person)

const asWay = (way: CareWay, opening: Opening, now: number) => ({
  channel: way.channel,
  to: way.channel === 'email' ? way.to : way.to.map((number) => displayPhone(number)),
  open: way.open,
  because: way.because,
  notBefore: way.open && way.notBefore > now ? new Date(way.notBefore).toISOString() : null,
  subject: way.channel === 'email' ? opening.subject : '',
  text: opening[way.channel],
})

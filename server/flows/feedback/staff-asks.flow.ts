import type * as api from '../../../contract/answers.ts'
import { type Because, say } from '../../../contract/because.ts'
import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import { type Moment, moment, type Playbook, playbook } from '../../../contract/playbook.ts'
import { askedLately } from '../../budget/asked-lately.ts'
import { weightOf } from '../../budget/weights.ts'
import { judge } from '../../consent/judge.ts'
import { lawSettings } from '../../consent/law.store.ts'
import { mayWe } from '../../consent/may-we.ts'
import { lockCustomer } from '../../customers/customers.store.ts'
import { askedJustNow, askedOf, insertInvitations } from '../../feedback/invitation.store.ts'
import { openSurveys } from '../../feedback/survey.store.ts'
import type { SurveyRow } from '../../feedback/survey.ts'
import type { Caller } from '../../kit/caller.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { conflict, notFound } from '../../kit/problem.ts'
import { askAddress } from '../../messages/ask-link.ts'
import { linksFor } from '../../messages/link.ts'
import { insertMessages } from '../../messages/message.store.ts'
import { OUTBOX } from '../../messages/outbox-tick.ts'
import { providersOf } from '../../messages/provider.store.ts'
import { endsOf } from '../../messages/question-words.ts'
import { sendersOf, sitesNamed } from '../../messages/sender.store.ts'
import { messageFor } from '../../messages/write-message.ts'
import { nextOpening } from '../../moments/hours.ts'
import { regionHere, zoneHere } from '../../moments/local-zone.ts'
import type { LoopPerson } from '../../moments/loop-person.ts'
import type { PlaybookInForce } from '../../moments/playbook.store.ts'
import { audit } from '../../network/audit.store.ts'
import { staffOf } from '../../network/staff.store.ts'
import { loopPersons } from '../loop/persons.store.ts'
import { carriedBy, stopNumber } from '../loop/round.store.ts'

type In<K extends keyof typeof api> = InputOf<Extract<(typeof api)[K], { name: string }>>
type Out<K extends keyof typeof api> = Promise<AnswerOf<Extract<(typeof api)[K], { name: string }>>>
type Channel = 'sms' | 'email'

const CHANNELS = ['sms', 'email'] as const
const TWICE_MS = 5 * 60_000
/** What holds where no playbook is in force. */
const USUAL = playbook.parse({ playbook: 1, name: '-', compass: {}, registers: {}, moments: [] })

async function rulesOf(house: House, playbooks: PlaybookInForce): Promise<Playbook> {
  return (await playbooks.of(house.db))?.playbook ?? USUAL
}

async function personOf(house: House, id: string): Promise<LoopPerson> {
  const person = (await loopPersons(house.db, [id], house.now())).get(id)
  if (!person) throw notFound('customer')
  return person
}

/** Asked by a person who has just spoken with them: the law holds, and their own word that they wish to hear nothing. */
async function mayReach(house: House, person: LoopPerson, channel: Channel): Promise<Because[] | null> {
  const [law, providers] = await Promise.all([lawSettings(house.db), providersOf(house.db, { active: true })])
  if (!carriedBy(providers).has(channel)) return [say('gesture.no-channel', { gesture: channel })]
  if (person.blocked.includes(channel)) return [say('gesture.blocked', { gesture: channel })]
  if (channel === 'email' && person.emails.length === 0) return [say('gesture.no-email')]
  if (channel === 'sms' && person.phones.length === 0) return [say('gesture.no-phone')]
  if (person.rhythm.perMonth === 0) return [say('budget.rhythm-none')]
  const verdict = mayWe({ channel, purpose: 'service', at: house.now().getTime() }, person.law, law)
  return verdict.answer === 'yes' ? null : verdict.because
}

export const customerAsksFlow =
  (playbooks: PlaybookInForce) =>
  async (house: House, { params }: In<'customerAsks'>): Out<'customerAsks'> => {
    const [person, rules, surveys, asked] = await Promise.all([
      personOf(house, params.id),
      rulesOf(house, playbooks),
      openSurveys(house.db),
      askedOf(house.db, params.id, 20),
    ])
    const now = house.now().getTime()
    const reach = await Promise.all(CHANNELS.map((channel) => mayReach(house, person, channel)))
    return {
      customerId: person.id,
      language: person.language,
      surveys: surveys.map(({ id, slug, version, asks }) => {
        const not = askedLately(rules.budget.askAgainDays, person.asked, asks.metric, now)
        const { title, question, word, metric, scale, languages, followUps, askQuote } = asks
        return {
          id,
          slug,
          version,
          title,
          question,
          word,
          metric,
          scale,
          ends: endsOf(asks, languages.includes(person.language) ? person.language : (languages[0] ?? 'fr')),
          languages,
          followUps,
          askQuote,
          notBefore: not && new Date(not.until).toISOString(),
          because: not ? [not.because] : [],
        }
      }),
      channels: CHANNELS.map((channel, at) => ({ channel, may: reach[at] === null, because: reach[at] ?? [] })),
      asked: asked.map((each) => ({
        ...each,
        askedAt: each.askedAt.toISOString(),
        answeredAt: each.answeredAt?.toISOString() ?? null,
        expiresAt: each.expiresAt.toISOString(),
      })),
    }
  }

/** The words around the link: the person who was just heard writes, in the customer's language. */
const BY_HAND = moment.parse({
  id: 'ask-by-hand',
  title: { fr: 'Une question', en: 'One question' },
  on: 'call.answered',
  do: ['sms', 'email'],
  subject: { fr: 'Une seule question', en: 'One question only' },
  message: {
    fr: '{{ customer.dear }},\n\nMerci pour notre échange. Une seule question, dix secondes, et vos mots si vous voulez : {{ ask.link }}\n\n{{ advisor.name | default: site.name }}',
    en: '{{ customer.dear }},\n\nThank you for our conversation. One question, ten seconds, and your words if you like: {{ ask.link }}\n\n{{ advisor.name | default: site.name }}',
  },
  sms: {
    fr: 'Merci pour notre échange. Une seule question, dix secondes : {{ ask.link }} {{ advisor.givenName | default: site.name }}',
    en: 'Thank you for our conversation. One question, ten seconds: {{ ask.link }} {{ advisor.givenName | default: site.name }}',
  },
}) satisfies Moment

/** Asked now, by whoever has them on the telephone: written like any message, with its invitation, and counted in their attention when it leaves. */
export const askCustomerFlow =
  (playbooks: PlaybookInForce) =>
  (house: House, { params, body }: In<'askCustomer'>, caller: Caller): Out<'askCustomer'> =>
    inTransaction(house, async (house) => {
      // Two taps, or a page loaded again, are one wish.
      await lockCustomer(house.db, params.id)
      const since = new Date(house.now().getTime() - TWICE_MS)
      const before = await askedJustNow(house.db, { customerId: params.id, ...body, since })
      if (before) return { asked: true as const, invitationId: before.id, leavesAt: before.askedAt.toISOString() }
      const [person, rules, surveys] = await Promise.all([
        personOf(house, params.id),
        rulesOf(house, playbooks),
        openSurveys(house.db),
      ])
      const survey = surveys.find(({ id }) => id === body.surveyId)
      if (!survey) throw conflict('not-open', 'This survey is not open', 'Choose one that is.')
      const now = house.now().getTime()
      const lately = askedLately(rules.budget.askAgainDays, person.asked, survey.asks.metric, now)
      if (lately) return refused([lately.because], lately.until)
      const not = await mayReach(house, person, body.channel)
      if (not) return refused(not, null)
      return send(house, caller, { person, rules, survey, channel: body.channel })
    })

const refused = (because: Because[], until: number | null) => ({
  asked: false as const,
  because,
  until: until === null ? null : new Date(until).toISOString(),
})

interface Sending {
  person: LoopPerson
  rules: Playbook
  survey: SurveyRow
  channel: Channel
}

async function send(house: House, caller: Caller, { person, rules, survey, channel }: Sending): Out<'askCustomer'> {
  const now = house.now()
  const leaves = nextOpening(rules.hours, zoneHere(person), now.getTime(), regionHere(person))
  const [sender, staff, sites, providers] = await Promise.all([
    sendersOf(house.db),
    staffOf(house.db, now),
    sitesNamed(house.db, person.siteId ? [person.siteId] : []),
    providersOf(house.db, { active: true }),
  ])
  const me = staff.find(({ id }) => id === caller.staffId) ?? null
  const site = person.siteId ? (sites.get(person.siteId) ?? null) : null
  const [id, invitationId] = [house.newId(), house.newId()]
  const message = messageFor({
    id,
    touchId: null,
    moment: BY_HAND,
    gesture: channel,
    person,
    scene: { person, asset: null, order: null, fact: null, now: now.getTime() },
    staff: me && { id: me.id, name: me.name, phone: me.phone, email: me.email },
    site: site && { ...site, city: '', address: '' },
    sender: { ...sender(person.siteId), stop: stopNumber(providers) },
    links: linksFor(house.seal.mark, house.origin, { kind: 'message', id }, now),
    ask: { link: askAddress(house.seal.mark, house.origin, 'ask', invitationId), survey: survey.asks },
    weight: weightOf(rules.budget, channel),
    notBefore: leaves,
    expiresAt: now.getTime() + 2 * 86_400_000,
  })
  if ('refused' in message) return refused([message.refused], null)
  const judged = judge({ channel, purpose: 'service', at: now.getTime() }, person.law, await lawSettings(house.db))
  await insertMessages(house.db, [{ ...message, moment: null, judged }], now)
  await insertInvitations(
    house.db,
    [
      {
        id: invitationId,
        survey: { id: survey.id, version: survey.version },
        customerId: person.id,
        siteId: person.siteId,
        staffId: me?.id ?? null,
        assetId: null,
        orderId: null,
        visitId: null,
        moment: null,
        service: null,
        channel,
        touchId: null,
        messageId: id,
        caseId: null,
        expiresAt: new Date(now.getTime() + survey.asks.openDays * 86_400_000),
      },
    ],
    now,
  )
  house.queue.wake(house, OUTBOX)
  await audit(house, caller, 'ask.send', { customerId: person.id, detail: { survey: survey.id, channel } })
  return { asked: true, invitationId, leavesAt: new Date(leaves).toISOString() }
}

import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import type * as api from '../../../contract/messages.ts'
import { CARRIED, type Moment } from '../../../contract/playbook.ts'
import type { Caller } from '../../kit/caller.ts'
import { need } from '../../kit/caller.ts'
import type { House } from '../../kit/house.ts'
import { conflict, notFound } from '../../kit/problem.ts'
import type { Carriers } from '../../messages/channel.port.ts'
import { priceOf } from '../../messages/ledger.ts'
import { linksFor, withoutLinks } from '../../messages/link.ts'
import { providersOf } from '../../messages/provider.store.ts'
import { segmentsOf } from '../../messages/segments.ts'
import { sendersOf } from '../../messages/sender.store.ts'
import { type Asked, messageFor } from '../../messages/write-message.ts'
import type { Scene } from '../../moments/compiled.ts'
import type { LoopPerson } from '../../moments/loop-person.ts'
import type { PlaybookInForce } from '../../moments/playbook.store.ts'
import { readPlaybook } from '../../moments/read-playbook.ts'
import { audit } from '../../network/audit.store.ts'
import { sites } from '../../network/places.store.ts'
import { staffOf } from '../../network/staff.store.ts'
import { loopPersons } from './persons.store.ts'
import { stopNumber } from './round.store.ts'
import { sendToMyself } from './test-send.flow.ts'

type In<K extends keyof typeof api> = InputOf<Extract<(typeof api)[K], { name: string }>>
type Out<K extends keyof typeof api> = Promise<AnswerOf<Extract<(typeof api)[K], { name: string }>>>

const carriedOf = (moment: Moment) => CARRIED.filter((channel) => moment.do.includes(channel))

export const tryChoices =
  (playbooks: PlaybookInForce) =>
  async (house: House, _input: In<'tryChoices'>, caller: Caller): Out<'tryChoices'> => {
    const compiled = await playbooks.of(house.db)
    const moments = compiled?.playbook.moments ?? []
    return {
      moments: moments
        .map((moment) => ({
          id: moment.id,
          title: moment.title[caller.locale] ?? Object.values(moment.title)[0] ?? moment.id,
          channels: carriedOf(moment),
        }))
        .filter(({ channels }) => channels.length > 0),
    }
  }

/** What this customer's newest order and first possession would have it speak of. */
function sceneOf(person: LoopPerson, now: number): Scene {
  const order = person.orders.toSorted((a, b) => b.placedAt - a.placedAt)[0] ?? null
  const asset = person.assets.find(({ id }) => id === order?.assetId) ?? person.assets[0] ?? null
  return { person, asset, order, fact: null, now }
}

/** The moments of a page that is not in force yet. */
function momentsIn(draft: string) {
  const read = readPlaybook(draft)
  if ('faults' in read)
    throw conflict('playbook-faults', 'The page has faults', 'Mend what is marked to see the words.')
  return read.playbook.moments
}

/** Whoever receives it, or sees it over a shoulder, knows at once that it is none. */
const MARK = { fr: '[Essai]', en: '[Test]' } as const

/** Writes the message by the very function that writes those that leave; nothing of it is kept. */
async function write(
  house: House,
  playbooks: PlaybookInForce,
  { moment: id, channel, customerId, draft }: In<'tryMessage'>['body'],
) {
  const moments = draft === undefined ? (await playbooks.of(house.db))?.playbook.moments : momentsIn(draft)
  const moment = moments?.find((one) => one.id === id)
  if (!moment) throw notFound('moment')
  const now = house.now()
  const [persons, sender, everySite, staff, providers] = await Promise.all([
    loopPersons(house.db, [customerId], now),
    sendersOf(house.db),
    sites(house.db),
    staffOf(house.db, now),
    providersOf(house.db, { active: true }),
  ])
  const person = persons.get(customerId)
  if (!person) throw notFound('customer')
  const site = everySite.find((one) => one.id === person.siteId) ?? everySite[0] ?? null
  const advisor = staff.find((one) => one.id === person.advisorId)
  const messageId = house.newId()
  const asked: Asked = {
    id: messageId,
    touchId: null,
    moment,
    gesture: channel,
    person,
    scene: sceneOf(person, now.getTime()),
    staff: advisor ? { id: advisor.id, name: advisor.name, phone: advisor.phone, email: advisor.email } : null,
    site: site && { id: site.id, name: site.name, phone: site.phone, city: site.city, address: site.address },
    sender: { ...sender(site?.id), stop: stopNumber(providers) },
    links: linksFor(house.seal.mark, house.origin, { kind: 'message', id: messageId }, now),
    weight: 1,
    recording: null,
    notBefore: now.getTime(),
    expiresAt: null,
  }
  return { message: messageFor(asked), provider: providers.find((one) => one.channel === channel) }
}

export const tryMessage =
  (playbooks: PlaybookInForce) =>
  async (house: House, { body }: In<'tryMessage'>, caller: Caller): Out<'tryMessage'> => {
    need(caller, 'customers.read')
    if (body.draft !== undefined) need(caller, 'playbook.manage')
    const { message, provider } = await write(house, playbooks, body)
    await audit(house, caller, 'message.try', { customerId: body.customerId, detail: { moment: body.moment } })
    if ('refused' in message) return { written: null, refused: message.refused }
    const cut = body.channel === 'sms' ? segmentsOf(message.body) : null
    return {
      refused: null,
      written: {
        to: message.toAddress,
        subject: message.subject,
        text: withoutLinks(message.body),
        segments: message.segments,
        encoding: cut?.encoding ?? null,
        dear: cut?.because ?? [],
        costCents: priceOf(provider, message.segments),
        because: [...message.because],
      },
    }
  }

export const tryOnMyself =
  (playbooks: PlaybookInForce, carriers: Carriers) =>
  async (house: House, { body }: In<'tryOnMyself'>, caller: Caller): Out<'tryOnMyself'> => {
    need(caller, 'customers.read')
    if (body.draft !== undefined) need(caller, 'playbook.manage')
    const { message, provider } = await write(house, playbooks, body)
    if ('refused' in message)
      throw conflict('not-written', 'This message cannot be written for this customer', message.refused.code)
    if (message.state === 'doubt') throw conflict('words-missing', 'Its words name what this customer has not')
    if (!provider) throw conflict('no-way-out', 'Nothing carries this channel', 'Add a way out under Setup, Channels.')
    await audit(house, caller, 'message.try', {
      customerId: body.customerId,
      detail: { moment: body.moment, sent: true, draft: body.draft !== undefined },
    })
    const mark = MARK[caller.locale]
    const { came, code, to } = await sendToMyself(house, carriers, caller, provider, {
      subject: `${mark} ${message.subject || message.title}`,
      body: body.channel === 'email' ? message.body : `${mark} ${message.body}`,
    })
    return { came, code, to }
  }

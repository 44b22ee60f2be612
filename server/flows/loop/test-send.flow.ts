import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import type * as api from '../../../contract/message-providers.ts'
import type { Caller } from '../../kit/caller.ts'
import type { House } from '../../kit/house.ts'
import { conflict, invalid } from '../../kit/problem.ts'
import type { Carriers, Outcome } from '../../messages/channel.port.ts'
import type { Leaving } from '../../messages/letter.ts'
import { noteProblem, type ProviderRow, providerById } from '../../messages/provider.store.ts'
import { asTelephonesWrite } from '../../messages/segments.ts'
import { audit } from '../../network/audit.store.ts'
import { staffDevices } from '../../network/push.store.ts'
import { staffById } from '../../network/staff.store.ts'
import { parcelsOf, speakersOf } from './parcel.flow.ts'
import { openProvider } from './send.flow.ts'

type In<K extends keyof typeof api> = InputOf<Extract<(typeof api)[K], { name: string }>>
type Out<K extends keyof typeof api> = Promise<AnswerOf<Extract<(typeof api)[K], { name: string }>>>

/** Words of a test, in the language of whoever asks for it. */
const TEST = {
  fr: {
    subject: 'Essai de Okaeri',
    body: 'Bonjour,\n\nce message d’essai est bien parti. Répondez-y pour voir si les réponses reviennent.',
  },
  en: {
    subject: 'A test from Okaeri',
    body: 'Hello,\n\nthis test message left as it should. Answer it to see whether answers come back.',
  },
}

/** Where a person is reached by a channel. */
async function ownAddress(
  house: House,
  caller: Caller,
  row: Pick<ProviderRow, 'channel'>,
): Promise<{ to: string; language: 'fr' | 'en'; staffId: string }> {
  if (!caller.staffId) throw invalid('session', 'api-key', 'A test is sent to a person who is signed in.')
  const staff = await staffById(house.db, house.now(), caller.staffId)
  const to = row.channel === 'email' ? staff.email : (staff.phone ?? '')
  if (row.channel === 'push')
    return { to: { fr: 'vos appareils', en: 'your devices' }[staff.locale], language: staff.locale, staffId: staff.id }
  if (!to) throw conflict('no-phone', 'We do not know your telephone', 'Write it on your own page, under your account.')
  return { to, language: staff.locale, staffId: staff.id }
}

/** A message of words that belong to no customer: it stands in no outbox and in nobody's attention. */
export async function sendToMyself(
  house: House,
  carriers: Carriers,
  caller: Caller,
  row: ProviderRow,
  words: { subject: string; body: string } | null,
): Out<'testProvider'> {
  if (row.kind === 'print') throw conflict('printed-here', 'Cards are printed here', 'Print one, and look at it.')
  if (row.kind === 'rehearsal')
    throw conflict('nothing-leaves', 'Nothing leaves the demo', 'Look at it under Messages.')
  const provider = openProvider(house, row)
  if (!provider)
    throw conflict(
      'secret-lost',
      'Its password cannot be read any more',
      'Write it anew: the house’s secret has changed.',
    )
  const { to, language, staffId } = await ownAddress(house, caller, row)
  const said = words ?? TEST[language]
  const message: Leaving = {
    id: house.newId(),
    touchId: null,
    customerId: '',
    channel: row.channel,
    purpose: 'service',
    moment: null,
    title: said.subject,
    staffId,
    siteId: null,
    language,
    toAddress: to,
    subject: said.subject,
    body: row.channel === 'sms' && !words ? asTelephonesWrite(said.body) : said.body,
    extra: { weight: 0, core: false },
    because: [],
    segments: 1,
    providerId: row.id,
    tries: 1,
    expiresAt: null,
    createdAt: house.now(),
  }
  const speakers = await speakersOf(house, [{ ...message, channel: 'email' }])
  const devices = row.channel === 'push' ? await staffDevices(house.db, staffId) : []
  if (row.channel === 'push' && devices.length === 0)
    throw conflict(
      'no-device',
      'None of your devices takes notifications',
      'Turn them on under My account, on the telephone or computer that should show them.',
    )
  const parcels = parcelsOf(house, provider, [message], { ...speakers, devices: new Map([['', devices]]) })
  const told: Outcome[] = []
  await carriers.of(provider).carry(parcels, (outcome) => void told.push(outcome))
  const outcome = told[0] ?? { id: message.id, came: 'doubt' as const, code: 'not-told' }
  const code = 'code' in outcome ? outcome.code : null
  await noteProblem(house.db, row.id, outcome.came === 'left' ? null : code, house.now())
  await audit(house, caller, 'channel.test', { detail: { provider: row.id, came: outcome.came } })
  return { came: outcome.came, code, to, heard: outcome.heard ?? null }
}

export const testProvider =
  (carriers: Carriers) =>
  async (house: House, { params }: In<'testProvider'>, caller: Caller): Out<'testProvider'> =>
    sendToMyself(house, carriers, caller, await providerById(house.db, params.id), null)

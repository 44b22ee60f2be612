import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import { REGISTER_OF } from '../../../contract/playbook.ts'
import type * as api from '../../../contract/playbooks.ts'
import { displayName } from '../../customers/name.ts'
import { type Caller, need } from '../../kit/caller.ts'
import type { House } from '../../kit/house.ts'
import { conflict, notFound } from '../../kit/problem.ts'
import { priceOf } from '../../messages/ledger.ts'
import { linksFor } from '../../messages/link.ts'
import { providersOf } from '../../messages/provider.store.ts'
import { segmentsOf } from '../../messages/segments.ts'
import { sendersOf } from '../../messages/sender.store.ts'
import { smsWith } from '../../messages/write-message.ts'
import type { Scene } from '../../moments/compiled.ts'
import { readCondition } from '../../moments/condition.ts'
import type { LoopPerson } from '../../moments/loop-person.ts'
import { readPlaybook } from '../../moments/read-playbook.ts'
import { sampleScene, sampleWords } from '../../moments/sample-scene.ts'
import type { MoreWords } from '../../moments/word-fields.ts'
import { renderWords } from '../../moments/words.ts'
import { TEXTS } from '../../moments/words-faults.ts'
import { sites } from '../../network/places.store.ts'
import { looksAfter } from './looks-after.flow.ts'
import { loopPersons } from './persons.store.ts'
import { stopNumber } from './round.store.ts'

type Moment = NonNullable<
  Extract<ReturnType<typeof readPlaybook>, { playbook: unknown }>['playbook']
>['moments'][number]

/** The invented customer is known so well that they are on first-name terms; most who will read the words are not. */
const formally = (scene: Scene): Scene => ({ ...scene, person: { ...scene.person, formality: 'vous' } })

/** The newest thing of theirs a moment of this kind would be about, in the place of the invented one. */
function sceneOf(moment: Moment, person: LoopPerson, now: Date): Scene {
  const sample = sampleScene(moment.on)
  const order = sample.order && (person.orders.toSorted((a, b) => b.placedAt - a.placedAt)[0] ?? null)
  const asset = person.assets.find((each) => each.id === order?.assetId) ?? person.assets[0] ?? null
  const fact = sample.fact && {
    ...sample.fact,
    customerId: person.id,
    at: now.getTime(),
    assetId: asset?.id ?? null,
    orderId: order?.id ?? null,
    siteId: person.siteId,
  }
  return { person, asset, order, fact, now: now.getTime() }
}

async function theirWords(house: House, person: LoopPerson, moment: Moment, language: string) {
  const [everySite, own] = await Promise.all([sites(house.db), looksAfter(house, person)])
  const site = everySite.find((each) => each.id === person.siteId) ?? everySite[0]
  const advisor = own?.person
  return {
    ...sampleWords(language, moment),
    site: site ? { name: site.name, phone: site.phone, city: site.city, address: site.address } : null,
    advisor: advisor
      ? { name: advisor.name, givenName: advisor.name.split(' ')[0]!, phone: advisor.phone, email: advisor.email }
      : null,
  }
}

/** An SMS as it would leave, with who speaks and the way out: into how many it is cut, and what it costs by the way out there is. */
async function asSms(house: House, siteId: string | null, language: string, ask: MoreWords['ask'] = null) {
  const [senderAt, providers] = await Promise.all([sendersOf(house.db), providersOf(house.db, { active: true })])
  const sender = { ...senderAt(siteId), stop: stopNumber(providers) }
  const links = linksFor(house.seal.mark, house.origin, { kind: 'message', id: house.newId() }, house.now())
  const carrier = providers.find(({ channel }) => channel === 'sms')
  return (text: string) => {
    const { segments, left, encoding, because } = segmentsOf(smsWith(text, language, { sender, links, ask }))
    return { segments, left, encoding, dear: because, costCents: priceOf(carrier, segments) }
  }
}

/** The words of a moment as one customer would read them. Nothing is sent, and nothing is kept. */
export async function previewWords(
  house: House,
  { body }: InputOf<typeof api.previewWords>,
  caller: Caller,
): Promise<AnswerOf<typeof api.previewWords>> {
  need(caller, 'customers.read')
  const read = readPlaybook(body.yaml)
  if ('faults' in read)
    throw conflict('playbook-faults', 'The page has faults', 'Mend what is marked to see the words.')
  const moment = read.playbook.moments.find((each) => each.id === body.moment)
  if (!moment) throw notFound('moment')
  const { language } = body
  const now = house.now()
  const person = body.customerId ? (await loopPersons(house.db, [body.customerId], now)).get(body.customerId) : null
  if (person === undefined) throw notFound('customer')
  const scene = person ? sceneOf(moment, person, now) : formally(sampleScene(moment.on))
  const words = person ? await theirWords(house, person, moment, language) : sampleWords(language, moment)
  const cut = moment.sms?.[language] ? await asSms(house, person?.siteId ?? null, language, words.ask) : () => null
  return {
    customer: { id: person?.id ?? null, name: displayName(scene.person) },
    compass: read.playbook.compass[language] ?? '',
    texts: TEXTS.flatMap((key) => {
      const template = moment[key]?.[language]
      if (!template) return []
      const made = renderWords(template, scene, words)
      return [
        {
          key,
          text: 'text' in made ? made.text : null,
          missing: 'missing' in made ? made.missing : [],
          fault: 'fault' in made ? made.fault : null,
          sms: key === 'sms' && 'text' in made ? cut(made.text) : null,
        },
      ]
    }),
    registers: registersOf(read.playbook, moment, language),
    condition: conditionOf(moment, scene),
  }
}

function registersOf(
  playbook: {
    registers: Partial<Record<string, { imposed: Record<string, string>; free?: Record<string, string> | undefined }>>
  },
  moment: Moment,
  language: string,
) {
  const byRegister = Map.groupBy(moment.do, (gesture) => moment.register ?? REGISTER_OF[gesture])
  return [...byRegister].map(([register, gestures]) => ({
    register,
    gestures,
    imposed: playbook.registers[register]?.imposed[language] ?? '',
    free: playbook.registers[register]?.free?.[language] ?? '',
  }))
}

function conditionOf(moment: Moment, scene: Scene) {
  if (moment.if === undefined) return null
  const read = readCondition(moment.if)
  if ('fault' in read) return null
  const { holds, because } = read.condition(scene)
  return { holds, because: because ?? null }
}

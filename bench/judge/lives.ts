import type { LoopAsset, LoopFact, LoopOrder, LoopPerson } from '../../server/moments/loop-person.ts'
import type { Life } from '../../server/moments/time-machine.ts'
import { chance, people } from './population.ts'

const DAY = 86_400_000
const MODELS = ['Captur', 'Clio', '208', '3008', 'C3', 'Sandero', 'Austral', 'Puma'] as const
const OPTIONS = ['pneus hiver', 'sièges chauffants', 'attelage', 'caméra de recul', 'régulateur']

/**
 * Lives of a dealer network, made page by page: a car or two each, a car bought in the span by one in eight, services once a year or so,
 * appointments, visits, some answers and cases. The law asks of them what `people` gives: consents, contracts, calls.
 */
export function* lives(n: number, seed: number, from: number, to: number, page = 500): Generator<Life[]> {
  const next = chance(seed)
  for (let first = 0; first < n; first += page) {
    const size = Math.min(page, n - first)
    const law = people(size, seed + first + 1)
    yield Array.from({ length: size }, (_, at) => life(next, first + at, law[at]!, from, to))
  }
}

const id = (kind: number, n: number): string => `0198000${kind}-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

function life(next: () => number, n: number, law: LoopPerson['law'], from: number, to: number): Life {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!
  const when = () => from + Math.floor(next() * (to - from))
  const customerId = id(1, n)
  const assets = Array.from({ length: next() < 0.2 ? 2 : 1 }, (_, at): LoopAsset => {
    const bought = from - Math.floor(next() * 8 * 365) * DAY
    return {
      id: id(2, n * 2 + at),
      kind: 'vehicle',
      make: 'Renault',
      model: pick(MODELS),
      body: 'suv',
      year: new Date(bought).getUTCFullYear(),
      options: OPTIONS.filter(() => next() < 0.3),
      warrantyUntil: dayOf(bought + 3 * 365 * DAY),
      nextServiceOn: next() < 0.5 ? dayOf(when()) : null,
      boughtOn: dayOf(bought),
      registeredOn: null,
      controlUntil: null,
      boughtSiteId: null,
      mileage: Math.floor(next() * 120_000),
      since: dayOf(bought),
    }
  })
  const facts: Omit<LoopFact, 'id'>[] = []
  const tell = (kind: string, at: number, more: Partial<LoopFact> = {}): void => {
    if (at < to)
      facts.push({
        customerId,
        kind,
        at,
        assetId: assets[0]!.id,
        orderId: null,
        siteId: null,
        staffId: null,
        data: {},
        causedBy: [],
        ...more,
      })
  }
  const orders: LoopOrder[] = []
  const order = (kind: LoopOrder['kind'], steps: readonly [LoopOrder['state'], number][]): void => {
    const orderId = id(3, n * 8 + orders.length)
    orders.push({
      id: orderId,
      kind,
      title: kind === 'vehicle' ? pick(MODELS) : 'Révision',
      state: steps.filter(([, at]) => at < to).at(-1)?.[0] ?? 'placed',
      promisedOn: dayOf(steps.at(-1)![1]),
      amountCents: 20_000 + Math.floor(next() * 3_000_000),
      assetId: assets[0]!.id,
      siteId: null,
      placedAt: steps[0]![1],
    })
    for (const [state, at] of steps) tell(`order.${state}`, at, { orderId })
    if (kind === 'repair') tell('service.done', steps.at(-1)![1])
  }
  if (next() < 0.125) {
    const at = when()
    order('vehicle', [
      ['placed', at],
      ['in-progress', at + 20 * DAY],
      ['ready', at + 75 * DAY],
      ['delivered', at + 80 * DAY],
    ])
  }
  for (let at = from + next() * 400 * DAY; at < to; at += (280 + next() * 200) * DAY) {
    tell('appointment.made', at - 9 * DAY)
    tell('visit.greeted', at)
    order('repair', [
      ['placed', at],
      ['ready', at + 0.3 * DAY],
      ['delivered', at + 0.4 * DAY],
    ])
    if (next() < 0.25) tell('answer.received', at + 4 * DAY)
  }
  const cases =
    next() < 0.06
      ? [{ from: when(), to: null as number | null }].map((each) => ({ ...each, to: each.from + 9 * DAY }))
      : []
  for (const each of cases) {
    tell('case.opened', each.from)
    tell('case.closed', each.to)
  }
  return {
    person: {
      id: customerId,
      kind: 'person',
      title: 'Mme',
      givenName: 'Anne',
      familyName: `Nom ${n}`,
      companyName: '',
      addressAs: '',
      pronunciation: '',
      formality: 'vous',
      language: next() < 0.9 ? 'fr' : 'en',
      birthDate:
        next() < 0.6
          ? dayOf(Date.UTC(1945 + Math.floor(next() * 60), Math.floor(next() * 12), 1 + Math.floor(next() * 28)))
          : null,
      street: '1 rue des Clefs',
      postcode: law.postcode,
      city: 'Colmar',
      country: law.country,
      siteId: null,
      advisorId: id(4, n % 300),
      deputyId: null,
      phones: next() < 0.9 ? ['+33639980101'] : [],
      emails: next() < 0.7 ? ['anne@example.org'] : [],
      devices: [],
      assets,
      orders,
      openCase: false,
      lastFromThem: from - Math.floor(next() * 500) * DAY,
      firstSeen: from - 1000 * DAY,
      law,
      attention: [],
      asked: [],
      rhythm: { perMonth: next() < 0.05 ? 1 : null, onlyMyAssets: false, channels: [] },
      deadNumbers: [],
      blocked: [],
    },
    facts: facts.sort((a, b) => a.at - b.at).map((fact, at) => ({ ...fact, id: `${n}-${at}` })),
    cases,
  }
}

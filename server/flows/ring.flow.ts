import { say } from '../../contract/because.ts'
import type { Call, Perhaps } from '../../contract/visits.ts'
import { customersByPhone, type KnownPerson } from '../customers/asset-lookup.store.ts'
import { displayName } from '../customers/name.ts'
import { toE164 } from '../customers/phone.ts'
import { type PossibleCaller, whoCalls } from '../customers/who-calls.ts'
import { type House, inTransaction, publish } from '../kit/house.ts'
import { siteById } from '../network/places.store.ts'
import type { CallRing } from '../signals/call-ring.ts'
import type { CallDecision } from '../signals/device.port.ts'
import { keepSignal, type SourceRow } from '../signals/source.store.ts'
import { callerContext, insertCall, moveCall, ringsAlready } from '../visits/call.store.ts'
import { insertPerhaps, movePerhaps } from '../visits/perhaps.store.ts'
import { passOn } from './call-passed-on.flow.ts'
import { tellCalls } from './call-told.flow.ts'
import { makeCard } from './card.flow.ts'
import { callPlaced } from './loop/what-facts-tell.flow.ts'
import { notifyReception } from './perhaps-told.flow.ts'
import type { Watch } from './watch.ts'
import { houseLine, stillToRing, whomToRing, whoTook } from './whom-to-ring.flow.ts'

export interface RingOutcome {
  outcome:
    | 'sure'
    | 'perhaps'
    | 'unknown'
    | 'withheld'
    | 'outgoing'
    | 'next'
    | 'answered'
    | 'ended'
    | 'missed'
    | 'repeated'
    | 'late'
  /** For systems that let us answer: who it is, whom to ring. */
  decision?: CallDecision
}

const PERHAPS_MS = 5 * 60_000
/** A telephone rings no longer: what is told so late is over. */
const RINGS_MS = 5 * 60_000
/** More bearers than this are not weighed one by one: a switchboard. */
const MOST_WEIGHED = 60

/**
 * The telephone: the same core as the gate. The caller is recognised before anyone picks up; the card goes to whoever should
 * take the call. A number nobody on file has is a count, never a row.
 */
export async function callRings(house: House, watch: Watch, source: SourceRow, ring: CallRing): Promise<RingOutcome> {
  const now = house.now()
  if (ring.direction === 'out') {
    await callPlaced(house, source, ring)
    return { outcome: 'outgoing' }
  }
  if (ring.state !== 'ringing') {
    const step = await moved(house, source, ring, ring.state)
    // Nothing rang that could end: its ringing may still be on its way.
    if (step.outcome === 'repeated' && ring.state !== 'answered')
      watch.over.set(`${source.id}|${ring.call}`, ring.state, now)
    return step
  }
  if (ring.at !== undefined && now.getTime() - Date.parse(ring.at) > RINGS_MS) {
    watch.tally.bump(source.id, 'late', now)
    return { outcome: 'late' }
  }
  if (ring.line) return nextRings(house, watch, source, ring, ring.line)
  const rang = await watch.turns.take(`${source.id}|${ring.call}`, () => rings(house, watch, source, ring, now))
  countOnce(watch, source, ring, rang.outcome, now)
  const over = watch.over.get(`${source.id}|${ring.call}`, now)
  return over ? { ...rang, ...(await moved(house, source, ring, over)) } : rang
}

/**
 * A call is one call, whoever else it rings and however often it is asked about: systems tell each telephone that begins to ring. It counts once it has an
 * outcome, for a call that waits for the database is tried many times.
 */
function countOnce(watch: Watch, source: SourceRow, ring: CallRing, outcome: RingOutcome['outcome'], now: Date): void {
  const key = `${source.id}|${ring.call}`
  if (outcome === 'repeated' || watch.rung.get(key, now)) return
  watch.rung.set(key, true, now)
  watch.tally.bump(source.id, 'call', now)
  if (outcome === 'unknown' || outcome === 'withheld') watch.tally.bump(source.id, outcome, now)
}

type Moved = 'answered' | 'ended' | 'missed'

async function moved(house: House, source: SourceRow, ring: CallRing, state: Moved): Promise<RingOutcome> {
  return inTransaction(house, async (house) => {
    const by = state === 'missed' ? null : await whoTook(house, source, ring)
    // What is told at the end only: it was picked up, and is over.
    const steps: Moved[] = ring.taken ? ['answered', state] : [state]
    let outcome: RingOutcome['outcome'] = 'repeated'
    for (const step of steps) {
      // The list first: whoever says now whose call it is holds it, and leaves a call to move.
      const asked = await movePerhaps(house.db, source.id, ring.call, step, house.now(), by)
      const changed = await moveCall(house.db, source.id, ring.call, step, house.now(), by)
      if (changed) {
        await tellCalls(house, [{ ...changed, at: new Date(changed.at) }])
        tellCall(house, changed)
      }
      if (changed || asked) outcome = step
    }
    return { outcome }
  })
}

/** Nobody spoke at the telephone that was rung: the next one's turn, or nobody is left and the call is missed. */
async function nextRings(
  house: House,
  watch: Watch,
  source: SourceRow,
  ring: CallRing,
  line: readonly string[],
): Promise<RingOutcome> {
  const decision = await stillToRing(house, source, ring, line.slice(1))
  const [next] = decision.ring
  if (!next) return { ...(await moved(house, source, ring, 'missed')), decision }
  const passed = next.staffId ? await passOn(house, watch, source.id, ring.call, next.staffId) : undefined
  if (passed) tellCall(house, passed)
  return { outcome: 'next', decision }
}

const tellCall = (house: House, call: Call) => publish(house, { type: 'call', site: call.siteId, call })

/** Who may be calling from this number, likeliest first, and how sure that is. */
async function whoMayCall(house: House, people: readonly KnownPerson[], number: string, now: Date) {
  const weighed = people.slice(0, MOST_WEIGHED)
  const context = await callerContext(
    house.db,
    weighed.map((person) => person.customerId),
    now,
  )
  const result = whoCalls(
    { number, bearers: people.length },
    weighed.map(
      (person): PossibleCaller => ({
        id: person.customerId,
        use: person.kind === 'company' ? 'company' : people.length > 1 ? 'household' : 'own',
        becauses: context.get(person.customerId) ?? [],
      }),
    ),
  )
  // Who objected takes part, so that their call is not taken for another's, and is never named: likeliest, they are a stranger.
  const shortlist = result.shortlist.flatMap((each) => {
    const person = weighed.find((p) => p.customerId === each.id)
    return person && person.recognition !== 'objected' ? [{ person, probability: each.probability }] : []
  })
  return { result, shortlist }
}

async function rings(house: House, watch: Watch, source: SourceRow, ring: CallRing, now: Date): Promise<RingOutcome> {
  const site = await watch.sites.through(source.siteId, now, () => siteById(house.db, source.siteId))
  const number = ring.from ? toE164(ring.from, site.country) : undefined
  if (!number) return { outcome: 'withheld', decision: houseLine(site, ring.to) }
  const people = await customersByPhone(house.db, number)
  const { result, shortlist } = await whoMayCall(house, people, number, now)
  const best = shortlist[0]
  if (result.certainty === 'unknown' || !best || best.probability < result.probability)
    return { outcome: 'unknown', decision: houseLine(site, ring.to) }
  const because = result.because.map(({ code, values }) => say(code, values as Record<string, string | number>))
  const made = await makeCard(house, watch, {
    person: best.person,
    vehicle: null,
    siteId: site.id,
    certainty: result.certainty,
    probability: result.probability,
    because,
  })
  const decision = await whomToRing(house, site, {
    people: shortlist.map((each) => each.person),
    line: made.line.map((who) => who.staffId),
    summary: made.card.why[0]?.text ?? '',
    called: ring.to,
  })
  if (ring.loose && (await ringsAlready(house.db, source.id, best.person.customerId, now)))
    return { outcome: 'repeated', decision }
  if (result.certainty === 'perhaps') return perhaps(house, watch, source, ring, shortlist, because, decision)

  return inTransaction(house, async (house) => {
    const call = await insertCall(
      house.db,
      {
        id: house.newId(),
        siteId: site.id,
        sourceId: source.id,
        call: ring.call,
        customerId: best.person.customerId,
        at: now,
        certainty: result.certainty,
        probability: result.probability,
        card: made.card,
        whoId: made.card.who?.staffId ?? null,
      },
      now,
    )
    if (!call) return { outcome: 'repeated', decision }
    await keepSignal(house.db, {
      id: house.newId(),
      sourceId: source.id,
      key: ring.key,
      kind: 'call',
      at: now,
      receivedAt: now,
      data: { from: number, call: ring.call },
    })
    watch.tally.bump(source.id, 'sure', now)
    tellCall(house, call)
    return { outcome: 'sure', decision }
  })
}

async function perhaps(
  house: House,
  watch: Watch,
  source: SourceRow,
  ring: CallRing,
  shortlist: { person: KnownPerson; probability: number }[],
  because: Perhaps['candidates'][number]['because'],
  decision: CallDecision,
): Promise<RingOutcome> {
  // Where each question about a call has another id, whoever it may be tells that it is the same.
  const asks = ring.loose ? shortlist.map(({ person }) => person.customerId).join() : ring.call
  const key = `${source.id}|${asks}`
  if (watch.recent.get(key, house.now())) return { outcome: 'repeated', decision }
  const now = house.now()
  // Set before it is written, for the same question may come twice at once; a list that could not be written was not asked.
  watch.recent.set(key, { visitId: null }, now)
  const asking = inTransaction(house, async (house) => {
    const id = house.newId()
    const made = await insertPerhaps(house.db, {
      id,
      siteId: source.siteId,
      sourceId: source.id,
      door: 'phone',
      call: ring.call,
      at: now,
      // Whoever picks up asks for the name long before a manager could.
      escalateAt: null,
      expiresAt: new Date(now.getTime() + PERHAPS_MS),
      candidates: shortlist.map(({ person, probability }, n) => ({
        customerId: person.customerId,
        assetId: null,
        name: displayName(person),
        vehicle: null,
        plate: null,
        probability,
        because: n === 0 ? because : [],
      })),
    })
    if (!made) return { outcome: 'repeated' as const, decision }
    watch.tally.bump(source.id, 'perhaps', now)
    publish(house, { type: 'perhaps', site: source.siteId, id })
    await notifyReception(house, source.siteId, id)
    return { outcome: 'perhaps' as const, decision }
  })
  return asking.catch((error: unknown) => {
    watch.recent.delete(key)
    throw error
  })
}

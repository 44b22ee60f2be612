import { type Because, say } from '../../contract/because.ts'
import type { Perhaps, Visit } from '../../contract/visits.ts'
import { assetsByPlates, type KnownOwner, type PlatedAsset } from '../customers/asset-lookup.store.ts'
import { combineReads } from '../customers/combine-reads.ts'
import { displayName } from '../customers/name.ts'
import { displayPlate, normalisePlate } from '../customers/plate.ts'
import type { PlateRead } from '../customers/plate-read.ts'
import { plausiblePlates } from '../customers/plausible.ts'
import { type House, inTransaction, publish } from '../kit/house.ts'
import { siteById } from '../network/places.store.ts'
import type { CameraRead } from '../signals/plate-read.ts'
import { confusionOf, eraseSignal, keepSignal, type SourceRow, siteTally } from '../signals/source.store.ts'
import { expectedVehicles } from '../visits/today.store.ts'
import { tell } from '../visits/visit.flow.ts'
import {
  asVisit,
  changePerhaps,
  changeVisit,
  insertPerhaps,
  insertVisit,
  openVisit,
  removePerhaps,
  visitOfTrack,
} from '../visits/visit.store.ts'
import { whichOwner } from '../visits/which-owner.ts'
import { type CardVehicle, type MadeCard, makeCard } from './card.flow.ts'
import { decideAtGate, type GateDecision, mayRecognise } from './gate-decision.ts'
import type { Track, Watch } from './watch.ts'

/** What became of one read. A stranger, and anything that was not a read, leaves no trace but a count. */
export type ReadOutcome =
  | { outcome: 'sure' | 'revised' | 'left'; visitId: string }
  | { outcome: 'perhaps' }
  | { outcome: 'unknown' | 'off' | 'repeated' | 'late' | 'withdrawn' | 'nothing' }

const MINUTE = 60_000
/** A read older than this is no arrival any more: the person has been received, or has left. */
const LATE_MS = 10 * MINUTE
/** The same car seen again within this time is the same visit. */
const SAME_VISIT_MS = 90 * MINUTE
const PERHAPS_MS = 15 * MINUTE

const civilDay = (now: Date, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString()

/**
 * A car at the gate: who is it, and who should know. One read at a time per track; a later read of the same track revises
 * the card in place. Sure: a visit, told to the floor and to the person who goes. Perhaps: a short list for reception.
 * Unknown: a count. The read itself is written only with a visit.
 */
export async function carArrives(
  house: House,
  watch: Watch,
  source: SourceRow,
  read: CameraRead,
): Promise<ReadOutcome> {
  const now = house.now()
  const plate = normalisePlate(read.plate)
  watch.tally.bump(source.id, 'read', now)
  if (read.clock) watch.tally.bump(source.id, read.clock === 'ahead' ? 'clock-ahead' : 'clock-behind', now)
  if (plate.length < 2) {
    watch.tally.bump(source.id, 'nothing', now)
    return { outcome: 'nothing' }
  }
  const at = read.at ? new Date(read.at) : now
  if (now.getTime() - at.getTime() > LATE_MS) {
    watch.tally.bump(source.id, 'late', now)
    return { outcome: 'late' }
  }
  const trackKey = `${source.id}|${read.track ?? plate}`
  return watch.inTurn(trackKey, async () => {
    const track = watch.tracks.get(trackKey, now) ?? { reads: [], visitId: null, perhapsId: null }
    const one = asPlateRead(read, plate)
    const seenAlready = watch.recent.get(`${source.id}|${plate}|${read.track ?? ''}`, now)
    if (
      seenAlready &&
      (!read.track || track.reads.some((earlier) => earlier.plate === plate)) &&
      read.direction !== 'out'
    ) {
      watch.tally.bump(source.id, 'repeated', now)
      return { outcome: 'repeated' }
    }
    const reads = [...track.reads.slice(-9), one]
    const outcome = await decideAndSave(house, watch, source, read, combineReads(reads), track, at)
    track.reads = reads
    watch.tracks.set(trackKey, track, now)
    watch.recent.set(`${source.id}|${plate}|${read.track ?? ''}`, { visitId: track.visitId }, now)
    return outcome
  })
}

const asPlateRead = (read: CameraRead, plate: string): PlateRead => ({
  plate,
  ...(read.confidence === undefined ? {} : { confidence: read.confidence }),
  ...(read.charConfidence?.length === plate.length ? { charConfidence: read.charConfidence } : {}),
  ...(read.candidates
    ? {
        candidates: read.candidates.slice(0, 20).map((candidate) => ({
          ...candidate,
          plate: normalisePlate(candidate.plate),
        })),
      }
    : {}),
  ...(read.country ? { country: read.country } : {}),
  ...(read.make ? { make: read.make } : {}),
  ...(read.colour ? { colour: read.colour } : {}),
})

async function decideAndSave(
  house: House,
  watch: Watch,
  source: SourceRow,
  read: CameraRead,
  plateRead: PlateRead,
  track: Track,
  at: Date,
): Promise<ReadOutcome> {
  const now = house.now()
  const site = await watch.sites.through(source.siteId, now, () => siteById(house.db, source.siteId))
  if (site.recognition === 'off') {
    watch.tally.bump(source.id, 'off', now)
    return { outcome: 'off' }
  }
  const today = civilDay(now, site.timeZone)
  const channel = await watch.channels.through(source.id, now, async () =>
    watch.learnedChannel(await confusionOf(house.db, source.id)),
  )
  const plausible = plausiblePlates(plateRead, channel, 600, watch.ready ? watch.plates : undefined)
  const expected = await watch.expected.through(site.id, now, () =>
    expectedVehicles(house.db, site.id, now, today, site.timeZone),
  )
  const counts = await watch.mixes.through(site.id, now, () => siteCounts(house, site.id, now))
  const assets = await assetsByPlates(
    house.db,
    plausible.map((each) => each.plate),
    today,
  )
  const decision = decideAtGate({
    read: plateRead,
    assets,
    expected,
    likelihoods: new Map(plausible.map((each) => [each.plate, each.likelihood])),
    channel,
    counts,
    knownVehicles: Math.max(1, watch.knownVehicles),
    site,
  })
  // Expected vehicles read with several errors were not among the hits: load them now.
  const missing = decision.shortlist.filter((each) => !assets.some((asset) => asset.assetId === each.assetId))
  const platesOf = new Map(expected.map((vehicle) => [vehicle.assetId, vehicle.plate]))
  const loaded = missing.length
    ? [
        ...assets,
        ...(await assetsByPlates(
          house.db,
          missing.flatMap((each) => platesOf.get(each.assetId) ?? []),
          today,
        )),
      ]
    : assets
  const shortlist = decision.shortlist.flatMap((each) => {
    const asset = loaded.find((a) => a.assetId === each.assetId)
    return asset && mayRecognise(site.recognition, asset) ? [{ ...each, asset }] : []
  })
  const best = shortlist[0]
  const certainty = best && best.assetId === decision.shortlist[0]?.assetId ? decision.certainty : 'unknown'

  if (certainty === 'sure' && best)
    return sure(house, watch, { source, site, read, plateRead, track, at, asset: best.asset, decision, today })
  if (certainty === 'perhaps' && best)
    return perhaps(house, watch, { source, siteId: site.id, plateRead, track, at, decision, shortlist })
  watch.tally.bump(source.id, 'unknown', now)
  return withdraw(house, source, track)
}

/** Counted arrivals of the last four weeks at this site; hours run from the start of the hour. */
async function siteCounts(house: House, siteId: string, now: Date) {
  const n = await siteTally(
    house.db,
    siteId,
    ['expected', 'known', 'unknown'],
    new Date(now.getTime() - 28 * 24 * 60 * MINUTE),
  )
  return { expected: n.expected ?? 0, known: n.known ?? 0, stranger: n.unknown ?? 0 }
}

const vehicleOf = (asset: PlatedAsset): CardVehicle => ({
  assetId: asset.assetId,
  make: asset.make,
  model: asset.model,
  body: asset.body,
  colour: asset.colour,
  plate: asset.plate,
  country: asset.country,
})

/** Whom to greet among those who have this car and did not object. */
async function personOf(
  house: House,
  asset: PlatedAsset,
  siteId: string,
  now: Date,
): Promise<{ owner: KnownOwner; others: KnownOwner[] } | undefined> {
  const willing = asset.owners.filter((owner) => owner.recognition !== 'objected')
  const booked =
    willing.length > 1
      ? await house.db
          .selectFrom('visits.appointment')
          .select('customer_id')
          .where('site_id', '=', siteId)
          .where('state', '=', 'booked')
          .where(
            'customer_id',
            'in',
            willing.map((owner) => owner.customerId),
          )
          .where('at', '>=', new Date(now.getTime() - 12 * 60 * MINUTE))
          .where('at', '<=', new Date(now.getTime() + 12 * 60 * MINUTE))
          .execute()
      : []
  const owner = whichOwner(willing, new Set(booked.map((row) => row.customer_id)))
  return owner && { owner, others: willing.filter((other) => other !== owner) }
}

interface SureRead {
  source: SourceRow
  site: { id: string; greetWithinS: number }
  read: CameraRead
  plateRead: PlateRead
  track: Track
  at: Date
  asset: PlatedAsset
  decision: GateDecision
  today: string
}

async function sure(house: House, watch: Watch, sure: SureRead): Promise<ReadOutcome> {
  const { source, site, read, asset, decision } = sure
  const now = house.now()
  const found = await personOf(house, asset, site.id, now)
  if (!found) {
    watch.tally.bump(source.id, 'unknown', now)
    return { outcome: 'unknown' }
  }
  const { owner, others } = found
  const because: Because[] = [
    ...decision.because,
    ...others.slice(0, 2).map((other) => say('also-has-this-car', { name: displayName(other) })),
  ]
  if (read.direction === 'out') return leaves(house, sure, owner)
  // The card is made before the transaction: it only reads, and what it reads may be a moment old.
  const made = await makeCard(house, watch, {
    person: owner,
    vehicle: vehicleOf(asset),
    siteId: site.id,
    certainty: 'sure',
    probability: decision.probability,
    because,
    ...(sure.track.visitId ? { visitId: sure.track.visitId } : {}),
  })
  const saved = await inTransaction(house, (house) => saveArrival(house, sure, owner, made))
  if (saved.visit) {
    sure.track.perhapsId = null
    sure.track.visitId = saved.visit.id
  }
  if (saved.is === 'repeated') {
    watch.tally.bump(source.id, 'repeated', now)
    return { outcome: 'repeated' }
  }
  if (saved.is === 'new') {
    watch.tally.bump(source.id, 'sure', now)
    watch.tally.bump(source.id, decision.expected ? 'expected' : 'known', now)
    watch.arrived(site.id, { assetId: asset.assetId, plate: asset.plate, make: asset.make, colour: asset.colour }, now)
  }
  return { outcome: saved.is === 'new' ? 'sure' : 'revised', visitId: saved.visit.id }
}

type Saved = { is: 'new' | 'revised'; visit: Visit } | { is: 'repeated'; visit: Visit | null }

/** The same track, or the same car a moment ago: the visit is revised in place. Else a new visit, with its signal. */
async function saveArrival(house: House, sure: SureRead, owner: KnownOwner, made: MadeCard): Promise<Saved> {
  const { source, site, read, track, at, asset, decision } = sure
  const now = house.now()
  const sameTrack = read.track ? await visitOfTrack(house.db, source.id, read.track) : undefined
  const same =
    sameTrack ??
    (await openVisit(
      house.db,
      site.id,
      { assetId: asset.assetId, customerId: owner.customerId },
      new Date(now.getTime() - SAME_VISIT_MS),
    ))
  if (same && same.state !== 'withdrawn' && same.customer_id === owner.customerId) {
    const { because, probability } = made.card
    const alike = Math.abs(same.probability - probability) < 0.001 && readAlike(same.card.because, because)
    if (same.state !== 'arrived' || alike) return { is: 'repeated', visit: asVisit(same) }
    const visit = await changeVisit(
      house.db,
      same.id,
      { probability, certainty: 'sure', card: { ...same.card, probability, because } },
      now,
    )
    tell(house, visit)
    return { is: 'revised', visit }
  }
  const signalId = await keepSignal(house.db, {
    id: house.newId(),
    sourceId: source.id,
    key: read.track ? `${read.key}|${sure.plateRead.plate}` : read.key,
    kind: 'plate',
    at,
    receivedAt: now,
    data: {
      plate: sure.plateRead.plate,
      ...(read.track ? { track: read.track } : {}),
      ...(read.country ? { country: read.country } : {}),
    },
  })
  if (!signalId && !sameTrack) return { is: 'repeated', visit: null }
  const common = {
    card: made.card,
    probability: decision.probability,
    escalateAt: new Date(now.getTime() + site.greetWithinS * 1000),
    whoId: made.card.who?.staffId ?? null,
  }
  const visit: Visit = sameTrack
    ? await changeVisit(
        house.db,
        sameTrack.id,
        {
          customer_id: owner.customerId,
          asset_id: asset.assetId,
          appointment_id: made.appointmentId,
          state: 'arrived',
          going_by: null,
          going_at: null,
          greeted_by: null,
          greeted_at: null,
          certainty: 'sure',
          probability: common.probability,
          card: common.card,
          who_id: common.whoId,
          escalate_at: common.escalateAt,
          confirmed: null,
          ...(signalId ? { signal_id: signalId } : {}),
        },
        now,
      )
    : await insertVisit(
        house.db,
        {
          id: house.newId(),
          siteId: site.id,
          customerId: owner.customerId,
          assetId: asset.assetId,
          appointmentId: made.appointmentId,
          door: 'gate',
          arrivedAt: at > now ? now : at,
          certainty: 'sure',
          sourceId: source.id,
          track: read.track ?? null,
          signalId: signalId ?? null,
          confirmed: null,
          ...common,
        },
        now,
      )
  if (sameTrack?.signal_id && signalId) await eraseSignal(house.db, sameTrack.signal_id)
  if (track.perhapsId) await removePerhaps(house.db, track.perhapsId)
  tell(house, visit)
  if (made.pushable) await notifyPerson(house, visit)
  return { is: sameTrack ? 'revised' : 'new', visit }
}

/** The car drives out: its visit ends. */
async function leaves(house: House, { site, asset }: SureRead, owner: KnownOwner): Promise<ReadOutcome> {
  return inTransaction(house, async (house) => {
    const now = house.now()
    const open = await openVisit(
      house.db,
      site.id,
      { assetId: asset.assetId, customerId: owner.customerId },
      new Date(now.getTime() - 16 * 60 * MINUTE),
    )
    if (!open) return { outcome: 'repeated' }
    const visit = await changeVisit(house.db, open.id, { state: 'left', left_at: now, escalate_at: null }, now)
    tell(house, visit)
    return { outcome: 'left', visitId: visit.id }
  })
}

/** Are these the same reasons about the plate: exact, or the same letters off? */
const readAlike = (before: readonly Because[], after: readonly Because[]): boolean => {
  const aboutPlate = (list: readonly Because[]) => JSON.stringify(list.filter((each) => each.code.startsWith('plate-')))
  return aboutPlate(before) === aboutPlate(after)
}

/** Web Push to the person who goes, as a job of the same transaction. */
export async function notifyPerson(house: House, visit: Visit): Promise<void> {
  if (visit.whoId) await house.queue.add(house, 'visit-push', { visitId: visit.id, staffId: visit.whoId })
}

interface PerhapsRead {
  source: SourceRow
  siteId: string
  plateRead: PlateRead
  track: Track
  at: Date
  decision: GateDecision
  shortlist: { assetId: string; probability: number; asset: PlatedAsset }[]
}

/** A short list for reception: candidates by id, without the read. The read stays in memory, to learn from the answer. */
async function perhaps(house: House, watch: Watch, asked: PerhapsRead): Promise<ReadOutcome> {
  const { source, siteId, plateRead, track, at, decision, shortlist } = asked
  const now = house.now()
  const candidates: Perhaps['candidates'] = []
  for (const { asset, probability } of shortlist) {
    const found = await personOf(house, asset, siteId, now)
    if (found)
      candidates.push({
        customerId: found.owner.customerId,
        assetId: asset.assetId,
        name: displayName(found.owner),
        vehicle: [asset.colour, asset.make, asset.model].filter(Boolean).join(' ') || null,
        plate: displayPlate(asset.plate, asset.country),
        probability,
        // How the read differs from the plate would let the read be told from the list: only today's reasons are kept.
        because: candidates.length === 0 ? decision.because.filter((b) => !b.code.startsWith('plate-')) : [],
      })
  }
  if (track.visitId) await withdraw(house, source, track)
  return inTransaction(house, async (house) => {
    const id = track.perhapsId ?? house.newId()
    if (track.perhapsId) await changePerhaps(house.db, id, candidates)
    else {
      await insertPerhaps(house.db, {
        id,
        siteId,
        sourceId: source.id,
        door: 'gate',
        at,
        expiresAt: new Date(now.getTime() + PERHAPS_MS),
        candidates,
      })
      watch.tally.bump(source.id, 'perhaps', now)
    }
    track.perhapsId = id
    watch.asked.set(
      id,
      { sourceId: source.id, read: plateRead.plate, plates: shortlist.map((each) => each.asset.plate), at },
      now,
    )
    publish(house, { type: 'perhaps', site: siteId, id })
    return { outcome: 'perhaps' }
  })
}

/** A later read of the track says it is nobody we know: what was shown is taken back and the read erased. */
async function withdraw(house: House, source: SourceRow, track: Track): Promise<ReadOutcome> {
  if (track.perhapsId) {
    await removePerhaps(house.db, track.perhapsId)
    publish(house, { type: 'perhaps', site: source.siteId, id: track.perhapsId })
    track.perhapsId = null
  }
  const visitId = track.visitId
  if (!visitId) return { outcome: 'unknown' }
  track.visitId = null
  return inTransaction(house, async (house) => {
    const row = await house.db
      .selectFrom('visits.visit')
      .selectAll()
      .where('id', '=', visitId)
      .forUpdate()
      .executeTakeFirst()
    // Someone has already gone to them: a person's word stands above a camera's.
    if (!row || row.state !== 'arrived' || row.going_at) return { outcome: 'unknown' }
    const visit = await changeVisit(
      house.db,
      row.id,
      { state: 'withdrawn', escalate_at: null, signal_id: null },
      house.now(),
    )
    if (row.signal_id) await eraseSignal(house.db, row.signal_id)
    tell(house, visit)
    return { outcome: 'withdrawn' }
  })
}

import { type Because, say } from '../../contract/because.ts'
import type { Visit } from '../../contract/visits.ts'
import type { KnownOwner, PlatedAsset } from '../customers/asset-lookup.store.ts'
import { displayName } from '../customers/name.ts'
import { normalisePlate } from '../customers/plate.ts'
import type { PlateRead } from '../customers/plate-read.ts'
import { type House, inTransaction, publish } from '../kit/house.ts'
import type { CameraRead } from '../signals/plate-read.ts'
import { eraseSignal, keepSignal, type NewSignal, type SourceRow } from '../signals/source.store.ts'
import { freeDoor } from '../visits/car-visits.store.ts'
import { HERE_MS } from '../visits/here.ts'
import { insertVisit, type NewVisit, newVisit } from '../visits/new-visit.store.ts'
import { removePerhaps } from '../visits/perhaps.store.ts'
import { asKnown } from '../visits/today.store.ts'
import { endVisits, tell } from '../visits/visit.flow.ts'
import { asVisit, changeVisit, freeTrack, type VisitRow, visitOfTrack } from '../visits/visit.store.ts'
import type { ReadOutcome } from './arrival-outcome.ts'
import { saveNewArrival } from './arrival-save.store.ts'
import { type AtDoor, drivesOut, follow, passageOf } from './car-passes.flow.ts'
import { type CardVehicle, type MadeCard, makeCard } from './card.flow.ts'
import type { GateDecision } from './gate-decision.ts'
import type { CarAtGate } from './gate-look.store.ts'
import { notifyPerson } from './notify.flow.ts'
import { PASSAGE_MS, samePassage } from './same-passage.ts'
import type { Track, Watch } from './watch.ts'
import { personOf } from './who-in-car.flow.ts'

/** Less sure of the person than this, the card says "perhaps", whatever the plate. */
const SURE_OF_WHO = 0.95

interface SureRead {
  source: SourceRow
  site: { id: string; greetWithinS: number }
  read: CameraRead
  plateRead: PlateRead
  track: Track
  at: Date
  asset: CarAtGate
  decision: GateDecision
  today: string
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

/** We are sure who it is: the card is made, and a visit told to the floor and to the person who goes. */
export async function sureArrival(house: House, watch: Watch, sure: SureRead): Promise<ReadOutcome> {
  const { source, site, read, asset, decision } = sure
  const now = house.now()
  const found = await personOf(house, asset, site.id, now)
  if (!found) {
    watch.tally.bump(source.id, 'unknown', now)
    return { outcome: 'unknown' }
  }
  const { owner, others, share } = found
  const because: Because[] = [
    ...decision.because,
    ...(share < 1 ? [say('drives-it', { share })] : []),
    ...others.slice(0, 2).map((other) => say('also-has-this-car', { name: displayName(other) })),
  ]
  // Sure of the car is not sure of who drives it.
  const probability = decision.probability * share
  if (read.direction === 'out') {
    // Read once more as it drives off, it has not come back.
    watch.deny(source.id, { read: sure.plateRead.plate, plates: [asset.plate], at: sure.at }, now)
    return drivesOut(house, atDoor(sure, owner))
  }
  // The card is made before the transaction: it only reads, and what it reads may be a moment old.
  const made = await makeCard(house, watch, {
    person: owner,
    vehicle: vehicleOf(asset),
    siteId: site.id,
    certainty: probability >= SURE_OF_WHO ? 'sure' : 'perhaps',
    probability,
    because,
    ...(sure.track.visitId ? { visitId: sure.track.visitId } : {}),
    ...(asset.known ? { known: asKnown(asset.known, { assetId: asset.assetId, siteId: site.id }, now) } : {}),
  })
  const saved =
    (await saveNew(house, sure, owner, made)) ??
    (await inTransaction(house, (house) => saveArrival(house, sure, owner, made)))
  sure.track.perhapsId = null
  if (saved.visit) sure.track.visitId = saved.visit.id
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

/** What a new arrival writes. */
function newArrival(
  house: House,
  { source, site, read, plateRead, at, asset }: SureRead,
  owner: KnownOwner,
  made: MadeCard,
): { signal: NewSignal; visit: NewVisit } {
  const now = house.now()
  const signalId = house.newId()
  return {
    signal: {
      id: signalId,
      sourceId: source.id,
      key: read.track ? `${read.key}|${plateRead.plate}` : read.key,
      kind: 'plate',
      at,
      receivedAt: now,
      data: {
        plate: plateRead.plate,
        ...(read.track ? { track: read.track } : {}),
        ...(read.country ? { country: read.country } : {}),
      },
    },
    visit: {
      id: house.newId(),
      siteId: site.id,
      customerId: owner.customerId,
      assetId: asset.assetId,
      appointmentId: made.appointmentId,
      door: 'gate',
      arrivedAt: at > now ? now : at,
      certainty: 'sure',
      probability: made.card.probability,
      card: made.card,
      whoId: made.card.who?.staffId ?? null,
      escalateAt: new Date(now.getTime() + site.greetWithinS * 1000),
      sourceId: source.id,
      track: read.track ?? null,
      signalId,
      confirmed: null,
    },
  }
}

/** Most arrivals: nothing of this car is here yet. One statement; nothing written when that turns out not to be so. */
async function saveNew(house: House, sure: SureRead, owner: KnownOwner, made: MadeCard): Promise<Saved | undefined> {
  if (sure.track.visitId || sure.track.perhapsId) return undefined
  const fresh = newArrival(house, sure, owner, made)
  const now = house.now()
  const save = async (house: House): Promise<Saved | undefined> => {
    const seenSince = new Date(now.getTime() - HERE_MS)
    const passage = { from: new Date(sure.at.getTime() - PASSAGE_MS), to: new Date(sure.at.getTime() + PASSAGE_MS) }
    if (!(await saveNewArrival(house.db, { ...fresh, seenSince, passage, now }))) return undefined
    const visit = newVisit(fresh.visit)
    tell(house, visit)
    if (made.pushable) await notifyPerson(house, visit)
    return { is: 'new', visit }
  }
  // The statement is its own transaction; a notification's job needs one around both.
  return made.pushable ? inTransaction(house, save) : save(house)
}

/** Read once more: what is known better stands on the card from now on; what says nothing new changes nothing. */
async function readAgain(house: House, { read }: SureRead, same: VisitRow, made: MadeCard): Promise<Saved> {
  const { because, probability } = made.card
  const alike = Math.abs(same.probability - probability) < 0.001 && readAlike(same.card.because, because)
  // Without a number of its own a worse read of a car that stands there says nothing against the better one.
  const worse = !read.track && probability < same.probability
  if (same.state !== 'arrived' || alike || worse) return { is: 'repeated', visit: asVisit(same) }
  const visit = await changeVisit(
    house.db,
    same.id,
    { probability, certainty: 'sure', card: { ...same.card, probability, because } },
    house.now(),
  )
  tell(house, visit)
  return { is: 'revised', visit }
}

/** The same passage, or the same car a moment ago: the visit is revised in place. Else a new visit, with its signal. */
async function saveArrival(house: House, sure: SureRead, owner: KnownOwner, made: MadeCard): Promise<Saved> {
  const { source, read, track, asset } = sure
  const now = house.now()
  const onTrack = read.track ? await visitOfTrack(house.db, source.id, read.track) : undefined
  const sameTrack =
    onTrack &&
    samePassage(
      {
        customerId: onTrack.customer_id,
        state: onTrack.state,
        goingAt: onTrack.going_at,
        arrivedAt: onTrack.arrived_at,
        plate: normalisePlate(onTrack.card.vehicle?.plate ?? ''),
      },
      { customerId: owner.customerId, at: sure.at, plate: asset.plate, remembered: track.visitId === onTrack.id },
    )
      ? onTrack
      : undefined
  await notAsked(house, sure)
  const seen = sameTrack ? undefined : await passageOf(house, atDoor(sure, owner))
  const passage = seen?.passage
  if (seen && passage && passage.is !== 'here' && passage.is !== 'arrives') {
    const visit = await follow(house, passage, seen.rows)
    return { is: 'repeated', visit }
  }
  const same = sameTrack ?? seen?.rows.find(({ id }) => passage?.is === 'here' && id === passage.visit)
  // It is the same car, whoever of those who have it is in it.
  if (same && !sameTrack && same.customer_id !== owner.customerId) return { is: 'repeated', visit: null }
  if (same && same.state !== 'withdrawn' && same.customer_id === owner.customerId)
    return readAgain(house, sure, same, made)
  const fresh = newArrival(house, sure, owner, made)
  const signalId = await keepSignal(house.db, fresh.signal)
  if (!signalId && !sameTrack) return { is: 'repeated', visit: null }
  if (onTrack && !sameTrack) await freeTrack(house.db, onTrack.id)
  if (seen && passage?.is === 'arrives') await makeRoom(house, passage, seen.rows)
  const visit = sameTrack
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
          escalation: 0,
          certainty: 'sure',
          probability: fresh.visit.probability,
          card: made.card,
          who_id: fresh.visit.whoId,
          escalate_at: fresh.visit.escalateAt,
          confirmed: null,
          ...(signalId ? { signal_id: signalId } : {}),
        },
        now,
      )
    : await insertVisit(house.db, { ...fresh.visit, signalId: signalId ?? null }, now)
  if (!visit) {
    // Another camera, or a colleague, was a moment faster.
    if (signalId) await eraseSignal(house.db, signalId)
    return { is: 'repeated', visit: null }
  }
  if (sameTrack?.signal_id && signalId) await eraseSignal(house.db, sameTrack.signal_id)
  tell(house, visit)
  if (made.pushable) await notifyPerson(house, visit)
  return { is: sameTrack ? 'revised' : 'new', visit }
}

/** What was still open of them and of the car is over: when it drove out, if that is known. */
async function makeRoom(house: House, { ends }: { ends: string[] }, rows: readonly VisitRow[]): Promise<void> {
  await freeDoor(
    house.db,
    rows.map(({ id }) => id),
  )
  for (const row of rows) if (ends.includes(row.id)) await endVisits(house, [row], row.out_since ?? house.now())
}

/** The list about this car asks nothing any more. */
async function notAsked(house: House, { site, track }: SureRead): Promise<void> {
  if (!track.perhapsId) return
  await removePerhaps(house.db, track.perhapsId)
  publish(house, { type: 'perhaps', site: site.id, id: track.perhapsId })
}

const atDoor = ({ site, asset, read, at }: SureRead, { customerId }: KnownOwner): AtDoor => ({
  siteId: site.id,
  asset,
  customerId,
  direction: read.direction,
  at,
})

/** Are these the same reasons about the plate: exact, or the same letters off? */
const readAlike = (before: readonly Because[], after: readonly Because[]): boolean => {
  const aboutPlate = (list: readonly Because[]) => JSON.stringify(list.filter((each) => each.code.startsWith('plate-')))
  return aboutPlate(before) === aboutPlate(after)
}

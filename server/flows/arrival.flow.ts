import { assetsByPlates, platesOnFile } from '../customers/asset-lookup.store.ts'
import { combineReads } from '../customers/combine-reads.ts'
import { prepareRead } from '../customers/misread.ts'
import { normalisePlate } from '../customers/plate.ts'
import type { PlateRead } from '../customers/plate-read.ts'
import { plausiblePlates } from '../customers/plausible.ts'
import type { House } from '../kit/house.ts'
import { siteById } from '../network/places.store.ts'
import type { CameraRead } from '../signals/plate-read.ts'
import { confusionOf, type SourceRow, siteTally } from '../signals/source.store.ts'
import { ExpectedToday } from '../visits/expected-today.ts'
import { expectedVehicles } from '../visits/today.store.ts'
import { MINUTE, type ReadOutcome } from './arrival-outcome.ts'
import { decideAtGate, mayRecognise } from './gate-decision.ts'
import { type CarAtGate, carsAtGate } from './gate-look.store.ts'
import { perhapsArrival, withdrawArrival } from './perhaps-arrival.flow.ts'
import { oneCar, oneTime } from './same-passage.ts'
import { sureArrival } from './sure-arrival.flow.ts'
import type { Track, Watch } from './watch.ts'

/** A read older than this is no arrival any more: the person has been received, or has left. */
const LATE_MS = 10 * MINUTE

const civilDay = (now: Date, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString()

/** {@link arrives}, counted once it has an outcome: a read that waits for the database is tried many times and came once. */
export async function carArrives(
  house: House,
  watch: Watch,
  source: SourceRow,
  read: CameraRead,
): Promise<ReadOutcome> {
  const now = house.now()
  const outcome = await arrives(house, watch, source, read)
  watch.tally.bump(source.id, 'read', now)
  if (read.clock) watch.tally.bump(source.id, read.clock === 'ahead' ? 'clock-ahead' : 'clock-behind', now)
  return outcome
}

/**
 * A car at the gate: who is it, and who should know. One read at a time per track; a later read of the same track revises
 * the card in place. Sure: a visit, told to the floor and to the person who goes. Perhaps: a short list for reception.
 * Unknown: a count. The read itself is written only with a visit.
 */
async function arrives(house: House, watch: Watch, source: SourceRow, read: CameraRead): Promise<ReadOutcome> {
  const now = house.now()
  const plate = normalisePlate(read.plate)
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
  return watch.turns.take(trackKey, async () => {
    const known = watch.tracks.get(trackKey, now)
    const track = known && follows(known, plate, at) ? known : { reads: [], at, visitId: null, perhapsId: null }
    const one = asPlateRead(read, plate)
    const seenAlready = watch.recent.get(`${source.id}|${plate}|${read.track ?? ''}`, now)
    if (
      seenAlready &&
      (!read.track || track.reads.some((earlier) => earlier.plate === plate)) &&
      read.direction !== 'out'
    ) {
      watch.tally.bump(source.id, 'repeated', now)
      // It stands there still.
      if (at > track.at) track.at = at
      stillAsks(watch, source.id, plate, track, now)
      return { outcome: 'repeated' }
    }
    const reads = [...track.reads.slice(-9), one]
    const outcome = await decideAndSave(house, watch, source, read, combineReads(reads), track, at)
    track.reads = reads
    track.at = at
    watch.tracks.set(trackKey, track, now)
    watch.recent.set(`${source.id}|${plate}|${read.track ?? ''}`, { visitId: track.visitId }, now)
    stillAsks(watch, source.id, plate, track, now)
    return outcome
  })
}

/** These letters have asked reception: under whatever number they are read next, it is asked once. */
function stillAsks(watch: Watch, sourceId: string, plate: string, track: Track, now: Date): void {
  if (track.perhapsId) watch.stands(sourceId, { plate, perhapsId: track.perhapsId, at: track.at }, now)
}

/** Is this read one more of the car that this track has been following? */
const follows = (track: Track, plate: string, at: Date): boolean =>
  oneTime(track.at, at) && track.reads.some((earlier) => oneCar(earlier.plate, plate))

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
  const minute = `${site.timeZone} ${Math.floor(now.getTime() / MINUTE)}`
  const today = watch.days.get(minute, now) ?? watch.days.set(minute, civilDay(now, site.timeZone), now)
  const channel = await watch.channels.through(source.id, now, async () =>
    watch.learnedChannel(await confusionOf(house.db, source.id)),
  )
  const prepared = prepareRead(plateRead, channel)
  const plausible = plausiblePlates(plateRead, channel, 600, watch.ready ? watch.plates : undefined, prepared)
  const expected = await watch.expected.through(
    site.id,
    now,
    async () => new ExpectedToday(await expectedVehicles(house.db, site.id, now, today, site.timeZone)),
  )
  const counts = await watch.mixes.through(site.id, now, () => siteCounts(house, site.id, now))
  const assets = await carsAtGate(house.db, {
    plates: plausible.map((each) => each.plate),
    read: plateRead.plate,
    today,
    visitId: track.visitId,
    now,
  })
  const decision = decideAtGate({
    read: plateRead,
    assets,
    expected,
    likelihoods: new Map(plausible.map((each) => [each.plate, each.likelihood])),
    channel,
    prepared,
    counts,
    knownVehicles: await watch.onFile(now, () => platesOnFile(house.db)),
    site,
  })
  // Expected vehicles read with several errors were not among the hits: load them now.
  const missing = decision.shortlist.filter((each) => !assets.some((asset) => asset.assetId === each.assetId))
  const loaded: CarAtGate[] = missing.length
    ? [
        ...assets,
        ...(await assetsByPlates(
          house.db,
          missing.flatMap((each) => expected.platesOf(each.assetId)),
          today,
        )),
      ]
    : assets
  const shortlist = decision.shortlist.flatMap((each) => {
    const asset = loaded.find((a) => a.assetId === each.assetId)
    return asset && mayRecognise(site.recognition, asset) ? [{ ...each, asset }] : []
  })
  // Reception said of this very car that it is not them: whatever its next reads look like, it still is not. A camera that numbers its
  // cars says itself which one it is.
  const denied = read.track ? null : watch.deniedTo(source.id, plateRead.plate, at, now)
  if (shortlist[0] && denied?.has(shortlist[0].asset.plate)) {
    watch.tally.bump(source.id, 'repeated', now)
    return { outcome: 'repeated' }
  }
  const best = shortlist[0]
  const certainty = best && best.assetId === decision.shortlist[0]?.assetId ? decision.certainty : 'unknown'

  if (certainty === 'sure' && best)
    return sureArrival(house, watch, { source, site, read, plateRead, track, at, asset: best.asset, decision, today })
  if (certainty === 'perhaps' && best)
    return perhapsArrival(house, watch, { source, site, read, plateRead, track, at, decision, shortlist })
  watch.tally.bump(source.id, 'unknown', now)
  return withdrawArrival(house, source, track)
}

/** Counted arrivals of the last four weeks at this site; hours run from the start of the hour. */
async function siteCounts(house: House, siteId: string, now: Date) {
  const since = new Date(now.getTime() - 28 * 24 * 60 * MINUTE)
  const n = await siteTally(house.db, siteId, ['expected', 'known', 'unknown', 'wrong'], since)
  // Each "no, it is not them" was a stranger taken for someone on file.
  const wrong = n.wrong ?? 0
  return { expected: n.expected ?? 0, known: Math.max(0, (n.known ?? 0) - wrong), stranger: (n.unknown ?? 0) + wrong }
}

import type { Because } from '../../contract/because.ts'
import type { Perhaps } from '../../contract/visits.ts'
import type { PlatedAsset } from '../customers/asset-lookup.store.ts'
import { displayName } from '../customers/name.ts'
import { displayPlate, normalisePlate } from '../customers/plate.ts'
import type { PlateRead } from '../customers/plate-read.ts'
import { PERHAPS_AT } from '../customers/recognise.ts'
import { type House, inTransaction, publish } from '../kit/house.ts'
import type { CameraRead } from '../signals/plate-read.ts'
import { eraseSignal, type SourceRow } from '../signals/source.store.ts'
import { changePerhaps, insertPerhaps, removePerhaps } from '../visits/perhaps.store.ts'
import { tell } from '../visits/visit.flow.ts'
import { changeVisit } from '../visits/visit.store.ts'
import { PERHAPS_MS, type ReadOutcome } from './arrival-outcome.ts'
import { passageOf } from './car-passes.flow.ts'
import type { GateDecision } from './gate-decision.ts'
import { notifyReception } from './perhaps-told.flow.ts'
import { GONE_MS, oneCar } from './same-passage.ts'
import type { Track, Watch } from './watch.ts'
import { personOf } from './who-in-car.flow.ts'

interface PerhapsRead {
  source: SourceRow
  site: { id: string; greetWithinS: number }
  read: CameraRead
  plateRead: PlateRead
  track: Track
  at: Date
  decision: GateDecision
  shortlist: { assetId: string; probability: number; asset: PlatedAsset }[]
}

/** A short list for reception: candidates by id, without the read. The read stays in memory, to learn from the answer. */
export async function perhapsArrival(house: House, watch: Watch, asked: PerhapsRead): Promise<ReadOutcome> {
  const { source, site, read, plateRead, track, at, decision, shortlist } = asked
  const now = house.now()
  // Nobody came who leaves.
  if (read.direction === 'out' && !track.perhapsId) {
    watch.tally.bump(source.id, 'nothing', now)
    return { outcome: 'nothing' }
  }
  const open = listOf(watch, asked, now)
  const coming = track.visitId || open ? shortlist : await whoWouldCome(house, asked)
  // Most likely a car that is known to be here, and drives out: nobody came who goes.
  if (!coming[0] || coming[0].probability < PERHAPS_AT) {
    watch.tally.bump(source.id, 'repeated', now)
    return { outcome: 'repeated' }
  }
  const candidates: Perhaps['candidates'] = []
  for (const { asset, probability } of coming) {
    const found = await personOf(house, asset, site.id, now)
    if (found)
      candidates.push({
        customerId: found.owner.customerId,
        assetId: asset.assetId,
        name: displayName(found.owner),
        vehicle: [asset.colour, asset.make, asset.model].filter(Boolean).join(' ') || null,
        plate: displayPlate(asset.plate, asset.country),
        probability: probability * found.share,
        because: asset === shortlist[0]?.asset ? withoutRead(decision.because) : [],
      })
  }
  if (track.visitId) await withdrawArrival(house, source, track)
  return inTransaction(house, async (house) => {
    const id = open ?? house.newId()
    if (open) {
      track.perhapsId = open
      // Answered: this passage is settled, and its camera need not say more of it.
      if (!(await changePerhaps(house.db, open, candidates))) return { outcome: 'repeated' }
    } else {
      await insertPerhaps(house.db, {
        id,
        siteId: site.id,
        sourceId: source.id,
        door: 'gate',
        call: null,
        escalateAt: new Date(now.getTime() + site.greetWithinS * 1000),
        at,
        expiresAt: new Date(now.getTime() + PERHAPS_MS),
        candidates,
      })
      watch.tally.bump(source.id, 'perhaps', now)
      await notifyReception(house, site.id, id)
    }
    track.perhapsId = id
    watch.asked.set(
      id,
      { sourceId: source.id, read: plateRead.plate, plates: coming.map((each) => each.asset.plate), at },
      now,
    )
    publish(house, { type: 'perhaps', site: site.id, id })
    return { outcome: 'perhaps' }
  })
}

/** Those of the list whose car would arrive: the one that stands here, or has just driven off, does not. */
async function whoWouldCome(
  house: House,
  { site, read, at, shortlist }: PerhapsRead,
): Promise<PerhapsRead['shortlist']> {
  const coming: PerhapsRead['shortlist'] = []
  for (const each of shortlist) {
    const [first] = each.asset.owners
    if (!first) continue
    const { customerId } = (await personOf(house, each.asset, site.id, house.now()))?.owner ?? first
    const { passage } = await passageOf(house, {
      siteId: site.id,
      asset: each.asset,
      customerId,
      direction: read.direction,
      at,
    })
    if (passage.is === 'arrives') coming.push(each)
  }
  return coming
}

/** Which letters differ would let the read be told from the list, and the read of a stranger is written nowhere: only how many. */
const withoutRead = (because: GateDecision['because']): Because[] =>
  because.map((each) =>
    each.code === 'plate-off' && 'letters' in each.values
      ? { code: each.code, values: { letters: each.values.letters } }
      : each,
  )

/**
 * The list this passage has asked before, open or answered. To the number of a track belongs one passage. Without numbers
 * letters that are alike, and where a camera loses its car and gives it another number the same letters, are the same car while it is seen
 * at least once a minute; after that they are another, about which reception is asked anew, whatever was said of the one before.
 */
function listOf(watch: Watch, { source, read, track, at }: PerhapsRead, now: Date): string | null {
  const stands = (since: Date) => Math.abs(at.getTime() - since.getTime()) <= GONE_MS
  if (track.perhapsId) return read.track || stands(track.at) ? track.perhapsId : null
  const plate = normalisePlate(read.plate)
  // A camera that numbers its cars tells two alike apart itself.
  const alike = (other: string) => (read.track ? other === plate : oneCar(other, plate))
  const near = watch.lists.get(source.id, now).findLast((car) => stands(car.at) && alike(car.plate))
  return near?.perhapsId ?? null
}

/** A later read of the track says it is nobody we know: what was shown is taken back and the read erased. */
export async function withdrawArrival(house: House, source: SourceRow, track: Track): Promise<ReadOutcome> {
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
    if (row?.state !== 'arrived' || row.going_at) return { outcome: 'unknown' }
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

import type { Perhaps } from '../../contract/visits.ts'
import type { PlatedAsset } from '../customers/asset-lookup.store.ts'
import { displayName } from '../customers/name.ts'
import { displayPlate } from '../customers/plate.ts'
import type { PlateRead } from '../customers/plate-read.ts'
import { type House, inTransaction, publish } from '../kit/house.ts'
import { eraseSignal, type SourceRow } from '../signals/source.store.ts'
import { changePerhaps, insertPerhaps, removePerhaps } from '../visits/perhaps.store.ts'
import { tell } from '../visits/visit.flow.ts'
import { changeVisit } from '../visits/visit.store.ts'
import { MINUTE, type ReadOutcome } from './arrival-outcome.ts'
import type { GateDecision } from './gate-decision.ts'
import { notifyReception } from './perhaps-told.flow.ts'
import type { Track, Watch } from './watch.ts'
import { personOf } from './who-in-car.flow.ts'

const PERHAPS_MS = 15 * MINUTE

interface PerhapsRead {
  source: SourceRow
  site: { id: string; greetWithinS: number }
  plateRead: PlateRead
  track: Track
  at: Date
  decision: GateDecision
  shortlist: { assetId: string; probability: number; asset: PlatedAsset }[]
}

/** A short list for reception: candidates by id, without the read. The read stays in memory, to learn from the answer. */
export async function perhapsArrival(house: House, watch: Watch, asked: PerhapsRead): Promise<ReadOutcome> {
  const { source, site, plateRead, track, at, decision, shortlist } = asked
  const now = house.now()
  const candidates: Perhaps['candidates'] = []
  for (const { asset, probability } of shortlist) {
    const found = await personOf(house, asset, site.id, now)
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
  if (track.visitId) await withdrawArrival(house, source, track)
  return inTransaction(house, async (house) => {
    const id = track.perhapsId ?? house.newId()
    if (track.perhapsId) await changePerhaps(house.db, id, candidates)
    else {
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
      { sourceId: source.id, read: plateRead.plate, plates: shortlist.map((each) => each.asset.plate), at },
      now,
    )
    publish(house, { type: 'perhaps', site: site.id, id })
    return { outcome: 'perhaps' }
  })
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

import { align, channelOf } from '../customers/channel.ts'
import {
  type DeniedRead,
  type Lesson,
  strangerShare,
  takenBack,
  whatANoTeaches,
} from '../customers/what-a-no-teaches.ts'
import { type House, whenCommitted } from '../kit/house.ts'
import type { ConfusionCount } from '../signals/confusion.ts'
import { addConfusion, confusionOf, signalData } from '../signals/source.store.ts'
import type { lockVisit } from '../visits/visit.store.ts'
import type { AskedRead, Watch } from './watch.ts'

async function teach(house: House, watch: Watch, sourceId: string, counts: readonly ConfusionCount[]): Promise<void> {
  await addConfusion(house.db, sourceId, counts)
  whenCommitted(house, () => watch.channels.delete(sourceId))
}

/** The plate a vehicle bears now. */
export async function plateOfAsset(house: House, assetId: string): Promise<string | undefined> {
  const row = await house.db
    .selectFrom('customers.plate')
    .select('plate')
    .where('asset_id', '=', assetId)
    .where('until', 'is', null)
    .orderBy('since', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.plate
}

type VisitRow = Awaited<ReturnType<typeof lockVisit>>
type Gate = Pick<VisitRow, 'id' | 'signal_id' | 'asset_id' | 'source_id' | 'door'>

/** How the car of a visit was read, and the plate it has; nothing where no camera read it, or the read is gone. */
export async function readOf(
  house: House,
  watch: Watch,
  row: Gate,
): Promise<{ sourceId: string; truth: string; read: string } | null> {
  if (!row.asset_id || !row.source_id || row.door !== 'gate') return null
  const read = row.signal_id
    ? (await signalData(house.db, row.signal_id))?.plate
    : watch.asked.get(row.id, house.now())?.read
  const truth = await plateOfAsset(house, row.asset_id)
  return truth && typeof read === 'string' ? { sourceId: row.source_id, truth, read } : null
}

/** Yes, it is them: each letter that was there and what the camera saw in its place, right ones included. */
export async function learnsFromYes(house: House, watch: Watch, row: Gate): Promise<void> {
  const known = await readOf(house, watch, row)
  if (known) await learns(house, watch, known.sourceId, known.truth, known.read)
}

export async function learns(house: House, watch: Watch, sourceId: string, truth: string, read: string): Promise<void> {
  if (!read.includes('?')) await teach(house, watch, sourceId, align(truth, read).map(once))
}

const once = (step: { truth: string; read: string }): ConfusionCount => ({ ...step, count: 1 })

/** What a yes or a greeting had taught is taken back: that was a mistake. */
export async function unlearns(house: House, watch: Watch, row: Gate & Pick<VisitRow, 'confirmed'>): Promise<void> {
  const known = row.confirmed ? await readOf(house, watch, row) : null
  if (known) await teach(house, watch, known.sourceId, takenBack(known.truth, known.read))
}

/** No, it is not them: what was learned from a yes is taken back, and what was read was most likely right. */
export async function learnsFromNo(house: House, watch: Watch, row: VisitRow): Promise<Lesson | null> {
  await unlearns(house, watch, row)
  // A card that a person chose says nothing of what else it could have been.
  const known = row.certainty === 'sure' ? await readOf(house, watch, row) : null
  if (!known) return null
  const { sourceId, truth, read } = known
  return denied(house, watch, sourceId, {
    read,
    plates: [truth],
    stranger: strangerShare(row.card.because),
  })
}

/** None of the short list: the same, of all that were on it. */
export const learnsFromNone = (house: House, watch: Watch, asked: AskedRead): Promise<Lesson> =>
  denied(house, watch, asked.sourceId, { read: asked.read, plates: asked.plates, stranger: 1 })

async function denied(house: House, watch: Watch, sourceId: string, read: DeniedRead): Promise<Lesson> {
  const lesson = whatANoTeaches(read, channelOf(await confusionOf(house.db, sourceId)))
  await teach(house, watch, sourceId, lesson.counts)
  return lesson
}

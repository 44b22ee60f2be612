import { eraseBudget, heldBudget } from '../budget/person-data.store.ts'
import type { ErasureReceipt, Stays } from '../consent/erasure-receipt.ts'
import { eraseConsent, heldConsent } from '../consent/person-data.store.ts'
import { todayOf } from '../customers/changed.flow.ts'
import { type ErasedWhy, keepMarks } from '../customers/erased.store.ts'
import { contactTexts, type Marked, markTexts } from '../customers/erased-marks.ts'
import { lockCustomers } from '../customers/merge.store.ts'
import { eraseCustomers, heldCustomers, soleAssets } from '../customers/person-data.store.ts'
import { eraseFromImports } from '../customers/person-imports.flow.ts'
import { heldRefused } from '../customers/person-imports.store.ts'
import { tracesOf } from '../customers/person-traces.store.ts'
import { platesGone } from '../customers/plate-news.flow.ts'
import { mentions, type Traces } from '../customers/traces.ts'
import { eraseFeedback, heldFeedback } from '../feedback/person-data.store.ts'
import { absorbedBy } from '../identity/absorbed.store.ts'
import { eraseIdentity, heldIdentity } from '../identity/person-data.store.ts'
import type { House } from '../kit/house.ts'
import { eraseMessages, heldMessages } from '../messages/person-data.store.ts'
import { eraseMoments, heldMoments } from '../moments/person-data.store.ts'
import { auditLinesAbout, heldAudit } from '../network/person-data.store.ts'
import type { Counts, Held } from '../plain/held.ts'
import { eraseQuality, heldQuality } from '../quality/person-data.store.ts'
import { eraseRecovery, heldRecovery } from '../recovery/person-data.store.ts'
import { eraseReviews, heldReviews } from '../reviews/person-data.store.ts'
import { eraseSignals, heldSignals, type SignalsOf } from '../signals/person-data.store.ts'
import type { Kept } from '../timeline/kept-order.ts'
import { eraseTimeline, heldTimeline } from '../timeline/person-data.store.ts'
import { eraseVisits, heldVisits, signalsBehind } from '../visits/person-data.store.ts'
import { eraseVoice, heldVoice } from '../voice/person-data.store.ts'
import { eraseWork, heldWork } from '../work/person-data.store.ts'
import { findByFormerNames } from './former-names.flow.ts'
import { countAssets, namesInWords } from './person-elsewhere.store.ts'

/** One person, whole: their customer and all that it took in, by what they are known in texts, and what is theirs alone. */
export interface Subject {
  ids: string[]
  names: string[]
  soleAssets: string[]
  traces: Traces
  marked: Marked
  signals: SignalsOf
}

/** @param copies pages of the same person that go too */
export async function subjectOf(house: House, customerId: string, copies: readonly string[] = []): Promise<Subject> {
  const ids: string[] = []
  for (const id of [customerId, ...copies]) ids.push(id, ...(await absorbedBy(house, id)))
  const sole = await soleAssets(house.db, ids)
  const [{ traces, marked }, behind, names] = await Promise.all([
    tracesOf(house.db, ids, sole),
    signalsBehind(house.db, ids),
    namesInWords(house.db, ids),
  ])
  return {
    ids,
    names,
    soleAssets: sole,
    traces,
    marked,
    signals: { ...behind, plates: traces.plates, phones: traces.phones },
  }
}

const addressesOf = ({ traces }: Subject): string[] => [...traces.phones, ...traces.emails]
const toldBy = ({ traces, marked }: Subject) => ({ ...traces, keys: marked.keys })

/** All that the house holds of somebody, slice by slice. A new slice adds its line here. */
export const heldOf = (house: House, subject: Subject, staffNames = false): Held[] => [
  ...heldCustomers(house.db, subject.ids),
  heldRefused(house.db, mentions(subject.traces)),
  ...heldIdentity(house.db, subject.ids),
  ...heldTimeline(house.db, subject.ids),
  ...heldVisits(house.db, subject.ids),
  ...heldSignals(house.db, subject.signals),
  ...heldConsent(house.db, subject.ids),
  ...heldBudget(house.db, subject.ids),
  ...heldMoments(house.db, subject.ids),
  ...heldWork(house.db, subject.ids),
  ...heldMessages(house.db, subject.ids, addressesOf(subject)),
  ...heldFeedback(house.db, subject.ids),
  ...heldRecovery(house.db, subject.ids),
  ...heldReviews(house.db, subject.ids),
  ...heldVoice(house.db, subject.ids),
  ...heldQuality(house.db, subject.ids),
  ...heldAudit(house.db, subject.ids, staffNames),
]

/**
 * Erases somebody from every slice, the furthest downstream first, and marks them so that no import brings them back. In the open
 * transaction. A new slice adds its line here. Retention leaves the imports' files: they end by themselves within thirty days, and a
 * thousand people a night would each read them through.
 */
export async function eraseAll(house: House, id: string, subject: Subject, why: ErasedWhy): Promise<ErasureReceipt> {
  const { db } = house
  const now = house.now()
  await lockCustomers(db, subject.ids)
  // Whoever is put away is found by nothing: the words of all their names are to be forgotten too.
  for (const customerId of subject.ids) await findByFormerNames(house, customerId)
  const [auditLines, assets] = [await auditLinesAbout(db, subject.ids), await countAssets(db, subject.ids)]
  const visits = await eraseVisits(db, subject.ids, subject.names)
  const timeline = await eraseTimeline(db, subject.ids, toldBy(subject), todayOf(house))
  const gone: Counts = {
    // Before the answers it points at forget whose they are.
    ...(await eraseReviews(db, subject.ids)),
    ...(await eraseVoice(db, subject.ids)),
    ...(await eraseQuality(db, subject.ids)),
    ...(await eraseRecovery(db, subject.ids, now)),
    ...(await eraseFeedback(db, subject.ids, now)),
    ...(await eraseMessages(db, subject.ids, addressesOf(subject))),
    ...(await eraseWork(db, subject.ids, subject.names)),
    ...(await eraseMoments(db, subject.ids)),
    ...(await eraseBudget(db, subject.ids)),
    ...(await eraseConsent(db, subject.ids, now)),
    ...visits,
    ...timeline.gone,
    ...(await eraseIdentity(db, subject.ids)),
    ...(why === 'request' ? await eraseFromImports(house, mentions(subject.traces)) : {}),
    ...(await eraseCustomers(db, subject.ids, subject.soleAssets)),
    ...(await eraseSignals(db, subject.signals)),
  }
  const marks = [...markTexts(subject.marked), ...contactTexts(subject.marked)].map((text) => house.seal.mark(text))
  await keepMarks(db, { id, why, marks }, now)
  if (subject.soleAssets.length > 0) await platesGone(house)
  return {
    gone,
    stays: [
      ...(['accounts', 'contract'] as const).flatMap((because) => keptFor(timeline.kept, because)),
      ...some('shared-vehicle', assets - subject.soleAssets.length),
      ...some('suppression', marks.length),
      ...some('audit', auditLines),
    ],
  }
}

const some = (because: Stays['because'], n: number): Stays[] => (n > 0 ? [{ because, n, until: null }] : [])

const keptFor = (kept: readonly Kept[], because: Kept['because']): Stays[] => {
  const days = kept.filter((each) => each.because === because).map(({ until }) => until)
  return days.length > 0 ? [{ because, n: days.length, until: days.sort().at(-1)! }] : []
}

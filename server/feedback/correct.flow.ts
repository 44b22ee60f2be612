import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import type * as api from '../../contract/feedback.ts'
import { type Caller, callerMay, need } from '../kit/caller.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { conflict, notFound } from '../kit/problem.ts'
import { audit } from '../network/audit.store.ts'
import { dayChanged } from './answer.store.ts'
import { atOdds, besideScore } from './beside-score.ts'
import { type Correction, corrected, correctionOf, overlaid, type Said, saidOf, sameSaid } from './correct.ts'
import {
  insertCorrections,
  liveCorrections,
  lockRead,
  type NewCorrection,
  type ReadRow,
  saveReadings,
  sitesOfBatch,
  undoBatch,
} from './correction.store.ts'
import { findWords } from './find-words.ts'
import { hintsFor } from './hints.store.ts'
import type { Reader } from './reading.ts'
import { withoutSigner } from './signed.ts'
import { ownNames } from './signer.store.ts'

/**
 * Says that words mean something else than was read. What stands so already is no correction. It counts at once; the day of each is counted
 * anew. Of those that say the same words, those of sites where the caller may not act stay.
 * @returns the batch to take it back by, and how many were corrected
 */
export async function correctWords(
  house: House,
  { params, body }: InputOf<typeof api.correctVerbatim>,
  caller: Caller,
): Promise<{ batch: string | null; verbatims: number }> {
  return inTransaction(house, async (house) => {
    const rows = await lockRead(house.db, params.id, body.same)
    const asked = rows.find((row) => row.id === params.id)
    if (!asked) throw notFound('verbatim')
    need(caller, 'feedback.act', asked.siteId)
    const said = body.changes.map(correctionOf)
    const batch = house.newId()
    const now = house.now()
    const made = rows
      .filter((row) => callerMay(caller, 'feedback.act', row.siteId))
      .map((row) => ({ row, news: said.filter(({ head, becomes }) => isNews(row, head, becomes)) }))
      .filter(({ news }) => news.length > 0)
    if (made.length === 0) return { batch: null, verbatims: 0 }
    await insertCorrections(
      house.db,
      made.flatMap(({ row, news }) => news.map((each) => asNew(house, caller, batch, row, each))),
      now,
    )
    await saveReadings(
      house.db,
      made.map(({ row, news }) => ({ id: row.id, reading: findingsOf(news.reduce(corrected, row)), correctedAt: now })),
      now,
    )
    await changed(
      house,
      made.map(({ row }) => row),
    )
    await audit(house, caller, 'feedback.correct', {
      customerId: asked.customerId,
      siteId: asked.siteId,
      detail: { verbatim: asked.id, heads: said.map(({ head }) => head), verbatims: made.length },
    })
    return { batch, verbatims: made.length }
  })
}

/** Where score and words are at odds, that they were read well is a word that counts: nobody but a person can say it. */
const isNews = (row: ReadRow, head: string, becomes: Said): boolean =>
  !sameSaid(saidOf(row, head), becomes) || (head === 'polarity' && atOdds(row) && row.correctedAt === null)

const asNew = (house: House, caller: Caller, batch: string, row: ReadRow, each: Correction): NewCorrection => ({
  id: house.newId(),
  verbatimId: row.id,
  batch,
  byStaff: caller.staffId,
  head: each.head,
  was: saidOf(row, each.head),
  becomes: each.becomes,
})

const findingsOf = (row: ReadRow) => ({
  polarity: row.polarity,
  sure: row.sure,
  mixed: row.mixed,
  themes: row.themes,
  kinds: row.kinds,
  callback: row.callback,
  promise: row.promise,
  leaving: row.leaving,
  urgent: row.urgent,
  praised: row.praised,
})

const changed = (house: House, rows: readonly ReadRow[]): Promise<void> =>
  dayChanged(
    house.db,
    rows.map(({ siteId, at }) => ({ siteId, at })),
    house.now(),
  )

/** Takes a correction back: the reader in force reads the words anew, and what else people said of them stays. What followed from it follows (`follow`). */
export const undoCorrection =
  (reader: Reader, follow: (house: House, verbatimId: string) => Promise<void>) =>
  async (
    house: House,
    { params }: InputOf<typeof api.undoCorrection>,
    caller: Caller,
  ): Promise<AnswerOf<typeof api.undoCorrection>> =>
    inTransaction(house, async (house) => {
      const sites = await sitesOfBatch(house.db, params.id)
      if (sites.length === 0) throw conflict('taken-back', 'This was taken back already')
      for (const { siteId } of sites) need(caller, 'feedback.act', siteId)
      const rows = await undoBatch(house.db, params.id, house.now())
      await readAnew(house, reader, rows)
      for (const { id } of rows) await follow(house, id)
      for (const row of rows.slice(0, 1))
        await audit(house, caller, 'feedback.correct', {
          customerId: row.customerId,
          siteId: row.siteId,
          detail: { verbatim: row.id, undone: true, verbatims: rows.length },
        })
      return { verbatims: rows.length }
    })

/** Reads verbatims that are locked with this reader, and lets what people said stand. In the open transaction. */
export async function readAnew(house: House, reader: Reader, rows: readonly ReadRow[]): Promise<void> {
  if (rows.length === 0) return
  const [said, hints, named] = [
    await liveCorrections(
      house.db,
      rows.map(({ id }) => id),
    ),
    await hintsFor(house.db, 'fr'),
    await ownNames(
      house.db,
      rows.map(({ customerId }) => customerId),
    ),
  ]
  await saveReadings(
    house.db,
    rows.map((row) => {
      const corrections = said.get(row.id) ?? []
      const read = besideScore(reader.read(row.text, { ...hints, language: row.asked }), row)
      return {
        id: row.id,
        reading: overlaid(withoutSigner(read, { text: row.text, own: named.get(row.customerId) ?? [] }), corrections),
        correctedAt: corrections.length > 0 ? new Date(corrections.at(-1)!.at) : null,
        found: findWords(row.text),
      }
    }),
    house.now(),
  )
  await changed(house, rows)
}

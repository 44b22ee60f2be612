import { countChanged, takeChanged } from '../customers/changed.store.ts'
import { answeredPairs } from '../identity/judgement.store.ts'
import { forgetMeanwhile, meanwhile, takeMeanwhile } from '../identity/meanwhile.store.ts'
import { beginLearning, finishLearning, forgetUnfinished, type ModelInForce } from '../identity/model.store.ts'
import {
  aloneInPiece,
  aloneOnPass,
  askForPass,
  learnedAsAsked,
  type Phase,
  passAsked,
  passDone,
  tellPhase,
} from '../identity/pass.store.ts'
import type { Chunk, PassFound, PassTask } from '../identity/pass.ts'
import { FEWEST_TO_LEARN } from '../identity/quality.ts'
import { recordPages, recordsById } from '../identity/record.store.ts'
import { replacePairs, writeKeys } from '../identity/record-save.store.ts'
import { lookAgain, proposalsAround, renewInBulk } from '../identity/resolve.flow.ts'
import type { Pass, Resolving } from '../identity/resolving.port.ts'
import { countRecords } from '../identity/review.store.ts'
import { saveNear } from '../identity/sample.store.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { mergeAll } from './merge.flow.ts'

/** So many waiting are worth a look at everyone. */
export const MANY = 5_000
/** Records read at once, and customers whose records are made anew in one transaction. */
const PAGE = 2_000
/** Records looked at once more in one transaction. */
const AGAIN = 100
/** A base grown to so many times what the weights were learned from is learned anew with the pass that finds it so. */
const OUTGROWN = 2

/**
 * Looks at everyone at once: makes the records of those that were written, learns the weights where that was asked for or the base
 * has outgrown them, weighs all pairs beside the house, writes what is found and joins those who are one. Every piece is a
 * transaction of its own; killed in between, nothing is half-joined, and the pass is begun again, for it stays asked for until
 * its end. The decision is that of one by one.
 * @returns false when another process is at it
 */
export async function passOverEveryone(house: House, models: ModelInForce, resolving: Resolving): Promise<boolean> {
  const done = await aloneOnPass(house.db, async () => {
    await inTransaction(house, ({ db }) => askForPass(db, false))
    await forgetUnfinished(house.db)
    await forgetMeanwhile(house.db)
    const { asked, learn } = await passAsked(house.db)
    await renewAll(house, house.now())
    const { model, settings, learned } = await models.of(house.db)
    const { records } = await countRecords(house.db)
    const anew = records >= FEWEST_TO_LEARN && (learn || !learned || records >= OUTGROWN * model.records)
    const pass = resolving.open(anew ? [] : model.generics)
    try {
      await readAll(house, pass, (done) => tellPhase(house.db, 'learn', done, Math.max(done, records), house.now()))
      const bars = {
        ...(settings.same === null ? {} : { same: settings.same }),
        ...(settings.ask === null ? {} : { ask: settings.ask }),
      }
      const task = await taskOf(house, { model: anew ? null : model, bars })
      const found = await weighAll(house, pass, task, records)
      await writeAll(house, models, pass, found, settings.automatic)
      await lookAgainAll(house, models, settings.automatic)
      await inTransaction(house, ({ db }) => saveNear(db, found.near, house.now()))
    } finally {
      await pass.close()
    }
    await passDone(house.db, asked)
    await tellPhase(house.db, 'done', records, records, house.now())
    return true
  })
  return done ?? false
}

/** The records of everyone who was written since somebody last looked; whoever is entered at a desk from now on is looked at beside the pass. */
async function renewAll(house: House, before: Date): Promise<void> {
  const waiting = await countChanged(house.db)
  for (let done = 0; ; ) {
    const taken = await inTransaction(house, async (house) => {
      await aloneInPiece(house.db)
      const ids = await takeChanged(house.db, PAGE, { before })
      await renewInBulk(house, ids)
      return ids.length
    })
    if (taken === 0) return
    done += taken
    await tellPhase(house.db, 'read', done, Math.max(done, waiting), house.now())
  }
}

/** Hands everyone's records to the pass. @param tell how many were read */
export async function readAll(house: House, pass: Pass, tell: (done: number) => Promise<void> | void): Promise<void> {
  let done = 0
  let taking = Promise.resolve()
  for await (const page of recordPages(house.db, PAGE)) {
    // The thread takes one page while the next is read.
    await taking
    taking = pass.take(page)
    taking.catch(() => undefined)
    done += page.length
    await tell(done)
  }
  await taking
}

/** How everyone is to be looked at: with what people said. */
export async function taskOf(house: House, { model, bars }: Pick<PassTask, 'model' | 'bars'>): Promise<PassTask> {
  const pairs = await answeredPairs(house.db)
  const always = pairs.flatMap(({ a, b, verdict }) => (verdict === 'same' ? [[a, b] as const] : []))
  const never = pairs.flatMap(({ a, b, verdict }) => (verdict === 'different' ? [[a, b] as const] : []))
  const kept = model ? [] : await recordsById(house.db, [...new Set(always.flat())])
  const byId = new Map(kept.map((record) => [record.id, record.person]))
  const answers = always.flatMap(([a, b]) => {
    const [one, other] = [byId.get(a), byId.get(b)]
    return one && other ? [{ a: one, b: other, same: true }] : []
  })
  return { model, bars, always, never, answers }
}

/** Learning, weighing, clustering, beside the house. What was learned is in force at once. */
async function weighAll(house: House, pass: Pass, task: PassTask, records: number): Promise<PassFound> {
  const id = house.newId()
  const begun = house.now()
  if (!task.model) await beginLearning(house.db, id, begun)
  await tellPhase(house.db, 'resolve', 0, records, begun)
  try {
    const found = await pass.resolve(task)
    const { learned, pairs } = found
    if (learned)
      await inTransaction(house, async ({ db }) => {
        const quality = { records: found.records, pairs, generic: learned.generic }
        await finishLearning(db, id, { model: learned.model, quality }, house.now())
        await learnedAsAsked(db)
      })
    return found
  } catch (error) {
    if (!task.model) await finishLearning(house.db, id, null, house.now())
    throw error
  }
}

const PHASE: Record<Chunk['kind'], Phase> = { keys: 'write', pairs: 'write', groups: 'join' }

async function writeAll(
  house: House,
  models: ModelInForce,
  pass: Pass,
  found: PassFound,
  automatic: boolean,
): Promise<void> {
  const { model } = await models.of(house.db)
  for await (const chunk of pass.chunks()) {
    if (chunk.kind === 'groups' && !automatic) break
    if (chunk.kind === 'keys') await writeKeyPiece(house, chunk.rows)
    else
      await inTransaction(house, async (house) => {
        await aloneInPiece(house.db)
        if (chunk.kind === 'pairs')
          await replacePairs(house.db, chunk, chunk.edges, chunk.households, await meanwhile(house.db))
        else await mergeAll(house, await proposalsAround(house, model, chunk.records))
      })
    // Keys and pairs are the two halves of writing.
    const [done, total] =
      chunk.kind === 'groups'
        ? [chunk.through, found.groups]
        : [chunk.through + (chunk.kind === 'pairs' ? found.records : 0), found.records * 2]
    await tellPhase(house.db, PHASE[chunk.kind], done, total, house.now())
  }
}

/** Whoever was looked at one by one meanwhile, once more: some of those the pass brought had no keys then. */
async function lookAgainAll(house: House, models: ModelInForce, automatic: boolean): Promise<void> {
  const { model } = await models.of(house.db)
  const some = () =>
    inTransaction(house, async (house) => {
      await aloneInPiece(house.db)
      const ids = await takeMeanwhile(house.db, AGAIN)
      const proposals = await lookAgain(house, model, ids)
      if (automatic) await mergeAll(house, proposals)
      return ids.length
    })
  while ((await some()) > 0);
}

/** Blindly, and should a key be there that its record does not know of, once more with a look at each. */
async function writeKeyPiece(house: House, rows: Parameters<typeof writeKeys>[1]): Promise<void> {
  const write = (how: 'blindly' | 'looking') =>
    inTransaction(house, async ({ db }) => {
      await aloneInPiece(db)
      const since = await meanwhile(db)
      await writeKeys(db, since.size === 0 ? rows : rows.filter(({ id }) => !since.has(id)), how)
    })
  try {
    await write('blindly')
  } catch (error) {
    if ((error as { code?: unknown }).code !== '23505') throw error
    await write('looking')
  }
}

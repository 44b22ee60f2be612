import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import type * as api from '../../contract/reader.ts'
import type { Caller } from '../kit/caller.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { conflict } from '../kit/problem.ts'
import { audit } from '../network/audit.store.ts'
import { wilson } from '../plain/proportion-interval.ts'
import { teachableSince } from './learn.flow.ts'
import {
  champion,
  hold,
  LANGUAGES,
  type Language,
  learnedReaders,
  learningOf,
  lockLearning,
  retire,
  teachable,
} from './learned.store.ts'
import { FEWEST_RATED, type NightFound } from './reader/learn-and-judge.ts'
import type { ReaderInForce } from './reader-in-force.store.ts'

export const READER_LEARN = 'reader-learn'
/** So many are told of. */
const HISTORY = 30

/** Which reader is in force, how often it is right, and what was tried. */
export const readReader =
  (reader: ReaderInForce) =>
  async (house: House): Promise<AnswerOf<typeof api.readReader>> => ({
    shipped: reader.shipped.name,
    name: reader.name,
    languages: await Promise.all(LANGUAGES.map((language) => languageOf(house, language))),
  })

async function languageOf(house: House, language: Language): Promise<api.ReaderOfLanguage> {
  const { db } = house
  const [night, readers, there] = await Promise.all([
    learningOf(db, language),
    learnedReaders(db, language, HISTORY),
    teachable(db, language, teachableSince(house.now())),
  ])
  const history: api.LearnedReader[] = readers.map((row) => ({
    id: row.id,
    madeAt: row.made_at.toISOString(),
    state: row.state,
    learnedFrom: row.learned_from,
    endedAt: row.state === 'retired' ? row.changed_at.toISOString() : null,
    ended: row.figures.ended ?? null,
    ...judgedOf(row.figures),
  }))
  return {
    language,
    champion: history.find(({ state }) => state === 'champion') ?? null,
    held: night?.held_at ? { at: night.held_at.toISOString(), by: night.held_by } : null,
    ...there,
    fewest: FEWEST_RATED,
    lastNight:
      night?.looked_at && night.found
        ? { at: night.looked_at.toISOString(), outcome: night.found.outcome, ...judgedOf(night.found) }
        : null,
    history,
  }
}

function judgedOf(found: NightFound) {
  const { rated, corrections, n, p, because, alerts } = found
  const share = (k: number): api.ReaderShare => ({ k, n, interval: wilson(k, n) })
  return {
    rated,
    corrections,
    shipped: share(found.shipped),
    inForce: share(found.inForce),
    challenger: found.challenger === null ? null : share(found.challenger),
    p,
    because,
    alerts,
  }
}

/** A person's word: the shipped reader, until they let it learn again. It reads so at once here, and within a minute everywhere. */
export const backToShipped =
  (reader: ReaderInForce) =>
  async (house: House, { params }: InputOf<typeof api.backToShipped>, caller: Caller): Promise<{ ok: true }> => {
    await inTransaction(house, async (house) => {
      const { held_at } = await lockLearning(house.db, params.language)
      if (held_at) throw conflict('held-already', 'The shipped reader is held in force already')
      const own = await champion(house.db, params.language)
      if (own) await retire(house.db, own.id, 'by-hand', house.now())
      await hold(house.db, params.language, { at: house.now(), staffId: caller.staffId })
      await audit(house, caller, 'voice.reader', { detail: { language: params.language, held: true } })
    })
    await reader.refresh(house.db)
    return { ok: true }
  }

export async function learnAgain(
  house: House,
  { params }: InputOf<typeof api.learnAgain>,
  caller: Caller,
): Promise<{ ok: true }> {
  await inTransaction(house, async (house) => {
    await lockLearning(house.db, params.language)
    await hold(house.db, params.language, null)
    await audit(house, caller, 'voice.reader', { detail: { language: params.language, held: false } })
  })
  return { ok: true }
}

export async function learnNow(
  house: House,
  _input: InputOf<typeof api.learnNow>,
  caller: Caller,
): Promise<{ ok: true }> {
  await inTransaction(house, async (house) => {
    await house.queue.add(house, READER_LEARN, {}, { once: READER_LEARN })
    await audit(house, caller, 'voice.reader', { detail: { asked: 'learn' } })
  })
  return { ok: true }
}

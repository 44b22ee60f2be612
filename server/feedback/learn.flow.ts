import { type House, inTransaction } from '../kit/house.ts'
import {
  champion,
  correctedWords,
  forgetOldChallengers,
  LANGUAGES,
  type Language,
  learningOf,
  lockLearning,
  ratedWords,
  retire,
  saveLearned,
  saveNight,
} from './learned.store.ts'
import type { Learning } from './learning.port.ts'
import type { Night, NightFound } from './reader/learn-and-judge.ts'
import { packModel } from './reader/model.ts'
import { type ReaderInForce, unpacked } from './reader-in-force.store.ts'

const TWO_YEARS_MS = 730 * 86_400_000
/** Learned anew once there are so many rated words more or fewer, of few a fiftieth; and with every correction. */
const MORE_WORDS = 100
const MORE_SHARE = 0.02

export const teachableSince = (now: Date): Date => new Date(now.getTime() - TWO_YEARS_MS)

/**
 * The night of the reader: for each language, is the one in force still better than the shipped one, and does a newly learned one read better?
 * What a night decides is written in one transaction, after the work; a process killed in the middle has decided nothing.
 */
export async function learnTonight(house: House, reader: ReaderInForce, learning: Learning): Promise<void> {
  for (const language of LANGUAGES) {
    const found = await oneLanguage(house, reader, learning, language)
    house.log.info({ language, outcome: found.outcome, rated: found.rated }, 'the reader was looked at')
  }
  await forgetOldChallengers(house.db, teachableSince(house.now()))
  await reader.refresh(house.db)
}

async function oneLanguage(
  house: House,
  reader: ReaderInForce,
  learning: Learning,
  language: Language,
): Promise<NightFound> {
  const { db } = house
  const since = teachableSince(house.now())
  const [rated, corrected, inForce, before] = [
    await ratedWords(db, language, since),
    await correctedWords(db, language, since),
    await champion(db, language),
    await learningOf(db, language),
  ]
  const usable = inForce && unpacked(inForce) ? inForce : undefined
  const night: Night = {
    language,
    rated,
    corrected,
    learn: !before?.held_at && isNews(before, rated.length, corrected.length),
  }
  const { found, challenger } = await learning.run(night, {
    shipped: packModel(reader.shipped.models[language]),
    champion: usable ? usable.weights : null,
  })
  await inTransaction(house, async (house) => {
    const now = house.now()
    const { held_at } = await lockLearning(house.db, language)
    // Another night, or a person, decided while this one learned: what it found is of yesterday.
    if ((await champion(house.db, language))?.id !== inForce?.id) return
    const promoted = found.outcome === 'promoted' && held_at === null && challenger !== null
    if (inForce && !usable) await retire(house.db, inForce.id, 'another-version', now)
    if (usable && (promoted || found.steppedBack))
      await retire(house.db, usable.id, found.steppedBack ? 'worse' : 'replaced', now)
    if (challenger)
      await saveLearned(house.db, { id: house.newId(), language, promoted, weights: challenger, found }, now)
    await saveNight(house.db, language, found, challenger !== null, now)
  })
  return found
}

/** Is there anything to learn that the last learning did not have? Words grow old too, are erased, are left out. */
export function isNews(
  before: { learned_rated: number | null; learned_corrections: number | null } | undefined,
  rated: number,
  corrections: number,
): boolean {
  if (!before || before.learned_rated === null) return true
  const more = rated - before.learned_rated
  return (
    corrections !== before.learned_corrections ||
    Math.abs(more) >= Math.min(MORE_WORDS, MORE_SHARE * before.learned_rated)
  )
}

import type { Band } from '../../../contract/surveys.ts'
import type { Quote } from '../../../contract/voice-news.ts'
import { shownWords } from '../../feedback/mask.ts'
import { nameBook, namesIn } from '../../feedback/names.ts'
import { type Caller, callerMay } from '../../kit/caller.ts'
import type { House } from '../../kit/house.ts'
import { sites } from '../../network/places.store.ts'
import { sentenceAbout } from '../../voice/phrases.ts'
import { everyName } from '../feedback/every-name.store.ts'

export interface ToQuote {
  id: string
  siteId: string | null
  at: Date
  text: string
  polarity: number
  mixed: boolean
  band: Band | null
  praised: readonly string[]
}

type PlaceOf = (text: string) => { from: number; to: number } | null

/**
 * Quotes for this caller: the sentence of each about what was found in it, as they may see it. Numbers and addresses are covered, names of
 * colleagues too where the words are not kind, unit for unit.
 */
export async function quoting(
  house: House,
  caller: Caller,
): Promise<(said: readonly ToQuote[], placeOf: PlaceOf) => Quote[]> {
  const [places, names] = await Promise.all([sites(house.db), everyName(house.db)])
  const book = nameBook(names)
  const nameOf = new Map(places.map(({ id, name }) => [id, name]))
  return (said, placeOf) =>
    said.map((one) => {
      const place = placeOf(one.text) ?? { from: 0, to: 0 }
      const sees = { numbers: false, names: callerMay(caller, 'staff.manage', one.siteId) }
      const { text } = shownWords(one, namesIn(one.text, book), sees)
      const sentence = sentenceAbout(text, place.from, place.to)
      return {
        verbatimId: one.id,
        at: one.at.toISOString(),
        siteId: one.siteId,
        site: nameOf.get(one.siteId ?? '') ?? '',
        text: text.slice(sentence.from, sentence.to),
        from: place.from - sentence.from,
        to: place.to - sentence.from,
        polarity: one.polarity,
      }
    })
}

import type { Quote } from '../../../contract/voice-news.ts'
import type { Caller } from '../../kit/caller.ts'
import type { House } from '../../kit/house.ts'
import { sentenceAbout } from '../../voice/phrases.ts'

export interface ToQuote {
  id: string
  siteId: string | null
  at: Date
  text: string
  polarity: number
  mixed: boolean
  praised: readonly string[]
}

/** Numbers to call or to pay by, and addresses: nobody needs them here. */
const PRIVATE = /\S+@\S+|\+?\d(?:[\s./-]?\d){5,}/gu

/** The sentence of each about what was found in it; what nobody needs to see is covered, unit for unit. */
export async function quotesOf(
  house: House,
  _caller: Caller,
  said: readonly ToQuote[],
  placeOf: (text: string) => { from: number; to: number } | null,
): Promise<Quote[]> {
  const sites = await house.db.selectFrom('network.site').select(['id', 'name']).execute()
  return said.map((one) => {
    const place = placeOf(one.text) ?? { from: 0, to: 0 }
    const shown = one.text.replace(PRIVATE, (found) => '•'.repeat(found.length))
    const sentence = sentenceAbout(shown, place.from, place.to)
    return {
      verbatimId: one.id,
      at: one.at.toISOString(),
      siteId: one.siteId,
      site: sites.find(({ id }) => id === one.siteId)?.name ?? '',
      text: shown.slice(sentence.from, sentence.to),
      from: place.from - sentence.from,
      to: place.to - sentence.from,
      polarity: one.polarity,
    }
  })
}

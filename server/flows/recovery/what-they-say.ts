import { foldedWords } from '../../plain/fold.ts'
import type { About } from './reply-ground.flow.ts'

interface Said {
  band: 'happy' | 'between' | 'unhappy' | null
  polarity: number
  mixed: boolean
  kinds: readonly string[]
  praised: readonly string[]
  themes: readonly { theme: string; polarity: number }[]
  text: string
}

/**
 * What an answer to these words has to take up. Who is content is thanked; who asks is answered; who is not content, or says as much ill as
 * good, is heard first.
 */
export function aboutWords(said: Said, writer: string): About {
  const ill = said.band === 'unhappy' || said.mixed || (said.band !== 'happy' && said.polarity < 0)
  const tone = ill ? 'sorry' : said.kinds.includes('question') ? 'question' : 'thanks'
  const own = new Set(foldedWords(writer))
  const mine = (name: string) => foldedWords(name).some((word) => own.has(word))
  return {
    tone,
    praised: said.praised.filter((name) => !mine(name)),
    thanksMe: said.praised.some(mine),
    worded: said.text !== '',
    themes: said.themes.filter(({ polarity }) => (ill ? polarity < 0 : polarity > 0)).map(({ theme }) => theme),
  }
}

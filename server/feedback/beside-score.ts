import type { Reading } from '../../contract/reading.ts'
import type { Band } from '../../contract/surveys.ts'
import { nosIn } from '../messages/said-no.ts'
import { unfitForThanks } from './delicate.ts'
import { isInsulting } from './insults.ts'

/** How sure the words of one answer are, at most, when its score says the other thing: under what counts as unsure everywhere. */
const DOUBTFUL = 0.5

/** How sure words must be by themselves before they thank somebody, where no good score stands over them: irony is read as praise, less surely. */
const SURE_THANKS = 0.85

/** What is said of an answer: how its words were read, and the score above them. */
export interface Leaning {
  polarity: number
  mixed: boolean
  /** Null: no score was asked, or none was given. */
  band: Band | null
}

/**
 * Score and words say the opposite: one star over praise, ten over a complaint. One of the two is not meant, a slip of the finger or irony, or
 * the words were misread; nobody but a person can tell which. Mixed words agree with any score.
 */
export const atOdds = ({ polarity, mixed, band }: Leaning): boolean =>
  !mixed && ((band === 'unhappy' && polarity > 0) || (band === 'happy' && polarity < 0))

/** Not kind to those who are named in it: by its words, by its score, or because it insults. */
export const isUnkind = (said: Leaning & { text: string }): boolean =>
  said.polarity < 0 || said.mixed || said.band === 'unhappy' || isInsulting(said.text)

/**
 * A reading beside the score that stands over the words. The reader knows words alone: where the score says the opposite the reading is doubtful
 * and goes before a person. Thanks are only what score and words agree on: nobody is praised under a bad score, by words that insult somebody, or
 * where good words are doubtful; nor by words that speak of their body, origin or private life, nor, where no good score stands over them, by words that blame
 * too or are not surely kind. Those wait for a person. What a person says of the reading is laid over this, and stands.
 */
export function besideScore<R extends Pick<Reading, 'polarity' | 'mixed' | 'sure' | 'praised' | 'kinds' | 'callback'>>(
  reading: R,
  { band, text }: { band: Band | null; text: string },
): R {
  const insulting = isInsulting(text)
  const leaning = insulting ? withInsult(reading) : reading
  const odd = atOdds({ ...reading, band }) || (insulting && reading.polarity >= 0)
  const held =
    band !== 'unhappy' &&
    reading.praised.length > 0 &&
    (unfitForThanks(text) || !(band === 'happy' || surelyKind(reading)))
  const thanks = !odd && band !== 'unhappy' && !insulting && !held
  return {
    ...reading,
    polarity: leaning.polarity,
    mixed: leaning.mixed,
    sure: odd || held ? Math.min(reading.sure, DOUBTFUL) : reading.sure,
    praised: thanks ? reading.praised : [],
    // Whoever asks not to be written to, or not to be rung, asks for no call.
    callback: reading.callback && !nosIn(text).some((no) => no === 'stop' || no === 'calls'),
    kinds: thanks || reading.mixed ? reading.kinds : reading.kinds.filter((kind) => kind !== 'compliment'),
  }
}

const surelyKind = ({
  polarity,
  mixed,
  sure,
  kinds,
}: Pick<Reading, 'polarity' | 'mixed' | 'sure' | 'kinds'>): boolean =>
  polarity > 0 && !mixed && sure >= SURE_THANKS && !kinds.includes('problem')

/** Good words that hold an insult are mixed at best; words that are neither good nor bad but for it are bad. */
const withInsult = ({ polarity, mixed }: Pick<Reading, 'polarity' | 'mixed'>): Pick<Reading, 'polarity' | 'mixed'> =>
  polarity > 0 || mixed ? { polarity: 0, mixed: true } : { polarity: -1, mixed: false }

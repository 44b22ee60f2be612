import type { Pair } from '../../../contract/identity.ts'
import { Tone } from '../../parts/Tone.tsx'
import { useWeighed } from '../../parts/weighed.ts'
import { useWords } from '../../words/words.tsx'

type Judged = Pick<Pair, 'outcome' | 'probability'>

const wordOf = ({ outcome, probability }: Judged) =>
  outcome !== 'ask' ? outcome : probability >= 0.5 ? 'ask' : 'doubt'

/** Are they one person: a word with its number. */
export function Chance({ pair }: { pair: Judged }) {
  const { t } = useWords()
  const { chance } = useWeighed()
  return (
    <Tone tone={pair.outcome === 'same' ? 'good' : pair.outcome === 'ask' ? 'wait' : 'calm'}>
      {t(`identity.say-${wordOf(pair)}`)} <span className="figures">{chance(pair.probability)}</span>
    </Tone>
  )
}

import { Tooltip } from '@mantine/core'
import { useWords } from '../words/words.tsx'
import { honestPercent } from './honest-percent.ts'
import { Tone } from './Tone.tsx'

interface SureProps {
  /** As a card says it: sure, perhaps, or told by a colleague. Left out, the probability chooses the word. */
  certainty?: 'sure' | 'perhaps' | 'told' | undefined
  probability: number
  /** Only the word, where the number would be too much. */
  brief?: boolean
}

/** How sure we are: a word, with its probability. */
export function Sure({ certainty, probability, brief = false }: SureProps) {
  const { t, locale } = useWords()
  const pct = honestPercent(probability, locale)
  const word =
    certainty === 'told'
      ? 'told'
      : (certainty ?? (probability >= 0.95 ? 'sure' : probability >= 0.7 ? 'likely' : 'perhaps'))
  const tone = word === 'sure' || word === 'told' ? 'good' : word === 'likely' ? 'calm' : 'wait'
  return (
    <Tooltip label={t('shell.sure-hint', { pct })} disabled={word === 'told'}>
      <span>
        <Tone tone={tone}>
          {t(`shell.${word}`)}
          {!brief && word !== 'told' && <span className="figures">{pct}</span>}
        </Tone>
      </span>
    </Tooltip>
  )
}

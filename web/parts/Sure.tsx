import { Tooltip } from '@mantine/core'
import { useWords } from '../words/words.tsx'
import { Tone } from './Tone.tsx'

interface SureProps {
  /** As a card says it: sure, perhaps, or told by a colleague. Left out, the probability chooses the word. */
  certainty?: 'sure' | 'perhaps' | 'told' | undefined
  probability: number
  /** Only the word, where the number would be too much. */
  brief?: boolean
}

/** 0.998 → « 99,8 % »; never rounded up to a certainty that nobody has. */
export function honestPercent(p: number, locale: string): string {
  const held = Math.min(p, 0.9999)
  const digits = held > 0.995 ? 2 : held > 0.9 ? 1 : 0
  const floored = Math.floor(held * 100 * 10 ** digits + 1e-9) / 10 ** digits
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: digits }).format(floored / 100)
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

import { Link } from '@tanstack/react-router'
import type { ProductCard } from '../../../contract/quality.ts'
import { StarScale } from '../../parts/StarScale.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Gate.module.css'
import { inLanguage, scaleTone } from './said.ts'

interface CardProps {
  product: ProductCard
  /** Fewer ratings than this say nothing yet: no mean, and nothing the colour of good or bad. */
  minimum: number
  quiet?: boolean
}

/** One product: its stars with their interval, how many spoke, how long is left, whose it is. */
export function CardOnBoard({ product, minimum, quiet = false }: CardProps) {
  const { t, locale } = useWords()
  const name = inLanguage(product.name, locale)
  const { evidence, clock, proposal } = product
  const few = evidence !== null && evidence.n < minimum
  return (
    <Link to="/voice/gate/$id" params={{ id: product.id }} className={`${classes.card} surface`} data-card>
      <span className={classes.cardName}>{name}</span>
      <span className={classes.cardLine}>
        {product.reference}
        {product.versionLabel !== '1' && ` · ${t('gate.version-is', { label: product.versionLabel })}`}
      </span>
      {evidence && evidence.n > 0 && evidence.naive !== null ? (
        <>
          <StarScale
            name={name}
            mean={few ? null : evidence.naive}
            low={evidence.low}
            high={evidence.high}
            bar={evidence.bar}
            tone={few ? 'calm' : scaleTone(product)}
          />
          <span className={`${classes.cardLine} figures`}>
            {few
              ? t('gate.few', { n: evidence.n, minimum })
              : `${t('gate.stars-of', { mean: evidence.naive })} · ${t('gate.people', { n: evidence.n })}`}
          </span>
        </>
      ) : (
        <span className={classes.cardLine}>{t('gate.people', { n: 0 })}</span>
      )}
      {(proposal || (clock && !quiet) || product.deadLetters > 0) && (
        <span className={classes.tones}>
          {proposal && (
            <Tone tone="now">
              {t(
                proposal.move === 'return'
                  ? 'gate.waits-return'
                  : proposal.strength === 'sure'
                    ? 'gate.waits-sure'
                    : 'gate.waits',
              )}
            </Tone>
          )}
          {clock && <DaysLeft days={clock.daysLeft} />}
          {product.deadLetters > 0 && <Tone tone="bad">{t('gate.dead', { n: product.deadLetters })}</Tone>}
        </span>
      )}
      {!quiet && <span className={classes.cardLine}>{product.owner?.name ?? t('gate.owner-none')}</span>}
    </Link>
  )
}

export function DaysLeft({ days }: { days: number }) {
  const { t } = useWords()
  return (
    <Tone tone={days < 0 ? 'bad' : days <= 10 ? 'wait' : 'calm'}>
      {days < 0 ? t('gate.days-over', { n: -days }) : t('gate.days-left', { n: days })}
    </Tone>
  )
}

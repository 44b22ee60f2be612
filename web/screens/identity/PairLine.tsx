import { Link } from '@tanstack/react-router'
import type { Pair } from '../../../contract/identity.ts'
import { Waterfall } from '../../parts/Waterfall.tsx'
import { useWords } from '../../words/words.tsx'
import { Chance } from './Chance.tsx'
import classes from './Quality.module.css'

/** What tells two of one name apart at a glance: when they were born, else where they live. */
function apartBy({ a, b }: Pair): string {
  const told = [a, b].map(({ birthDate, address }) => birthDate || address)
  return told[0] !== told[1] ? told.filter(Boolean).join(' · ') : ''
}

/** A pair in one line, with what speaks for and against it one tap further. */
export function PairLine({ pair }: { pair: Pair }) {
  const { t } = useWords()
  return (
    <>
      <div className={classes.pairLine}>
        <span className={classes.names}>
          {t('identity.both', { a: pair.a.name, b: pair.b.name })}
          <small className="dim">{apartBy(pair)}</small>
          {pair.a.customerId === pair.b.customerId && <small className="dim">{t('identity.joined-already')}</small>}
        </span>
        <Chance pair={pair} />
        <Link
          to="/identity"
          search={{ a: pair.a.id, b: pair.b.id }}
          className={classes.link}
          aria-label={`${t('identity.compare')}, ${t('identity.both', { a: pair.a.name, b: pair.b.name })}`}
        >
          {t('identity.compare')}
        </Link>
      </div>
      <details className={classes.list}>
        <summary>{t('identity.why')}</summary>
        <Waterfall contributions={pair.contributions} bits={pair.bits} values />
      </details>
    </>
  )
}

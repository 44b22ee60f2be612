import type { ErasureReceipt } from '../../../contract/privacy.ts'
import { dayText } from '../../parts/when.ts'
import { useWords } from '../../words/words.tsx'
import classes from './Privacy.module.css'
import { groupsOf } from './what-goes.ts'

/** What an erasure takes and what stays, each with its reason: the same before and after. */
export function WhatGoes({ receipt, done = false }: { receipt: ErasureReceipt; done?: boolean }) {
  const { t, word, number, locale } = useWords()
  const gone = groupsOf(receipt.gone)
  return (
    <div className={classes.sides}>
      <section aria-label={t(done ? 'privacy.gone-done' : 'privacy.gone')}>
        <h3 className={classes.side}>{t(done ? 'privacy.gone-done' : 'privacy.gone')}</h3>
        {gone.length === 0 && <p className={classes.quiet}>{t('privacy.gone-nothing')}</p>}
        <dl className={classes.counts}>
          {gone.map(({ group, n }) => (
            <div key={group}>
              <dt>{word('privacy.group', group)}</dt>
              <dd className="figures">{number(n)}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section aria-label={t('privacy.stays')}>
        <h3 className={classes.side}>{t('privacy.stays')}</h3>
        {receipt.stays.length === 0 && <p className={classes.quiet}>{t('privacy.stays-nothing')}</p>}
        <dl className={classes.counts}>
          {receipt.stays.map(({ because, n, until }) => (
            <div key={because}>
              <dt>
                {word('privacy.stays-of', because)}
                <small>
                  {word('privacy.stays-why', because)}
                  {until && ` ${t('privacy.until', { day: dayText(until, locale) })}`}
                </small>
              </dt>
              <dd className="figures">{number(n)}</dd>
            </div>
          ))}
        </dl>
      </section>
    </div>
  )
}

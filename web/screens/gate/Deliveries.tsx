import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { readProduct } from '../../../contract/gate-file.ts'
import { type Delivery, listHooks, replayDelivery } from '../../../contract/gate-hooks.ts'
import { listProducts } from '../../../contract/quality.ts'
import { useDo } from '../../ask.ts'
import { Time } from '../../parts/Time.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { toast, toastProblem } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Gate.module.css'

const TONES = {
  waiting: 'wait',
  leaving: 'wait',
  delivered: 'good',
  dead: 'bad',
  'called-off': 'calm',
} as const

/** What shops were told: whether they took it, why not, every try; sent again by hand. */
export function Deliveries({ deliveries, none }: { deliveries: readonly Delivery[]; none: ReactNode }) {
  const { t, word, because } = useWords()
  const again = useDo(replayDelivery, {
    refresh: [readProduct, listHooks, listProducts],
    done: () => toast(t('gate.replayed')),
  })
  if (deliveries.length === 0) return <p className={classes.quiet}>{none}</p>
  return (
    <ul className={`${classes.log} ${classes.panel} surface`}>
      {deliveries.map((one) => (
        <li key={one.id}>
          <span className={classes.head}>
            <strong>
              {word('gate.delivery-type', one.type)}
              {one.product && ` · ${one.product}`}
            </strong>
            <Tone tone={TONES[one.state]}>{t(`gate.delivery.${one.state}`)}</Tone>
          </span>
          <span className="dim">
            {one.hook} · <Time at={one.at} /> · {t('gate.delivery-tries', { n: one.tries })}
            {one.state === 'waiting' && (
              <>
                {' · '}
                {t('gate.delivery-next')} <Time at={one.notBefore} />
              </>
            )}
          </span>
          {one.problem && <span>{because(one.problem)}</span>}
          {one.attempts.length > 0 && (
            <details className={classes.details}>
              <summary>{t('gate.attempts')}</summary>
              <ul className={classes.attempts}>
                {one.attempts.map((attempt) => (
                  <li key={attempt.at}>
                    <Time at={attempt.at} /> · {attempt.status ?? '–'} · {t('gate.attempt', { ms: attempt.ms })}
                    {attempt.problem && ` · ${because(attempt.problem)}`}
                    {attempt.answer && <div>{attempt.answer}</div>}
                  </li>
                ))}
              </ul>
            </details>
          )}
          {(one.state === 'dead' || (one.state === 'waiting' && one.tries > 0)) && (
            <span>
              <Button
                size="compact-md"
                variant="light"
                loading={again.isPending}
                onClick={() => again.mutate({ params: { id: one.id } }, { onError: toastProblem })}
              >
                {t('gate.replay')}
              </Button>
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

import { NumberInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import { previewRetention, readRetention, setRetention } from '../../../contract/privacy.ts'
import { useDo } from '../../ask.ts'
import { Time } from '../../parts/Time.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { toast, toastProblem } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Privacy.module.css'

interface RuleLineProps {
  rule: AnswerOf<typeof readRetention>['rules'][number]
  foreseen: AnswerOf<typeof previewRetention>['rules'][number] | undefined
}

/** One rule: what it does and by which text, whom it means tonight, and its time, which may be shortened. */
export function RuleLine({ rule, foreseen }: RuleLineProps) {
  const { t, word, number } = useWords()
  const [months, setMonths] = useState<number | string>(rule.months)
  const write = useDo(setRetention, {
    refresh: [readRetention, previewRetention],
    done: () => toast(t('privacy.months-done')),
  })
  const save = () => {
    const chosen = Number(months)
    if (chosen === rule.months || !Number.isInteger(chosen)) return setMonths(rule.months)
    write.mutate(
      { body: { months: { [rule.id]: chosen } } },
      {
        onError: (fault) => {
          setMonths(rule.months)
          toastProblem(fault)
        },
      },
    )
  }
  const name = word('privacy.rule', rule.id)
  return (
    <div className={classes.rule}>
      <div>
        <h3 className={classes.name}>
          {name}
          {foreseen && foreseen.n > 0 && (
            <Tone tone="wait">{t('privacy.tonight', { n: foreseen.n, said: number(foreseen.n) })}</Tone>
          )}
        </h3>
        <p className={classes.quiet}>
          {word('privacy.rule-text', rule.id)} {`(${rule.source})`}
        </p>
        {foreseen && foreseen.soon > 0 && (
          <p className={classes.quiet}>{t('privacy.soon', { n: foreseen.soon, said: number(foreseen.soon) })}</p>
        )}
        {foreseen && foreseen.sample.length > 0 && (
          <ul className={classes.people}>
            {foreseen.sample.map(({ customerId, name, lastContact }) => (
              <li key={customerId}>
                <Link to="/customers/$id" params={{ id: customerId }}>
                  {name || t('customer.title')}
                </Link>
                <span className="dim">
                  {' '}
                  <Time at={lastContact} />
                </span>
              </li>
            ))}
          </ul>
        )}
        {foreseen && foreseen.held.n > 0 && (
          <>
            <p className={classes.quiet}>{t('privacy.held', { n: foreseen.held.n, said: number(foreseen.held.n) })}</p>
            <ul className={classes.people}>
              {foreseen.held.sample.map(({ customerId, name, because }) => (
                <li key={customerId}>
                  <Link to="/customers/$id" params={{ id: customerId }}>
                    {name || t('customer.title')}
                  </Link>
                  <span className="dim"> {because.map((why) => t(`privacy.hold.${why}`)).join(', ')}</span>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      <NumberInput
        aria-label={t('privacy.months-of', { rule: name })}
        suffix={t('privacy.months')}
        min={rule.least}
        max={rule.most}
        clampBehavior="blur"
        disabled={rule.least === rule.most || write.isPending}
        description={
          rule.least === rule.most ? null : t('privacy.months-between', { least: rule.least, most: rule.most })
        }
        value={months}
        onChange={setMonths}
        onBlur={save}
        onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      />
    </div>
  )
}

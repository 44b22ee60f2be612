import { Table, UnstyledButton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import { type ledgerSummary, TOUCH_STATES } from '../../../contract/loop.ts'
import { Section } from '../../parts/Page.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Loop.module.css'

type Summary = AnswerOf<typeof ledgerSummary>
interface ChooseProps {
  choose: (next: { moment?: string; state?: string; because?: string }) => void
}

/** Each moment, and where its contacts stand: every number opens the people behind it. */
export function ByMoment({ moments, choose }: { moments: Summary['moments'] } & ChooseProps) {
  const { t, number } = useWords()
  const phone = useMediaQuery('(max-width: 48em)') ?? false
  return (
    <Section title={t('loop.by-moment')} note={moments.length}>
      {phone ? (
        <ul className={`${classes.touches} surface`}>
          {moments.map((one) => (
            <li key={one.moment}>
              <div>
                <strong>{one.title}</strong> <small className="dim">{t(one.core ? 'loop.core' : 'loop.extra')}</small>
              </div>
              <div className={classes.counted}>
                {TOUCH_STATES.filter((state) => one[state] > 0).map((state) => (
                  <UnstyledButton
                    key={state}
                    className={classes.number}
                    aria-label={`${t(`loop.n-${state}`, { n: one[state] })}, ${one.title}`}
                    onClick={() => choose({ moment: one.moment, state, because: '' })}
                  >
                    {t(`loop.n-${state}`, { n: one[state] })}
                  </UnstyledButton>
                ))}
              </div>
            </li>
          ))}
        </ul>
      ) : (
        <div className={`${classes.table} surface`}>
          <Table.ScrollContainer
            minWidth={560}
            type="native"
            tabIndex={0}
            role="group"
            aria-label={t('loop.by-moment')}
          >
            <Table verticalSpacing={4}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">{t('loop.col-moment')}</Table.Th>
                  {TOUCH_STATES.map((state) => (
                    <Table.Th key={state} scope="col" ta="right">
                      {t(`loop.state-${state}`)}
                    </Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {moments.map((one) => (
                  <Table.Tr key={one.moment}>
                    <Table.Th scope="row" fw={500}>
                      {one.title}
                      <small className={classes.small}>{t(one.core ? 'loop.core' : 'loop.extra')}</small>
                    </Table.Th>
                    {TOUCH_STATES.map((state) => (
                      <Table.Td key={state} ta="right">
                        {one[state] === 0 ? (
                          <span className="dim">0</span>
                        ) : (
                          <UnstyledButton
                            className={classes.number}
                            aria-label={`${t(`loop.n-${state}`, { n: one[state] })}, ${one.title}`}
                            onClick={() => choose({ moment: one.moment, state, because: '' })}
                          >
                            {number(one[state])}
                          </UnstyledButton>
                        )}
                      </Table.Td>
                    ))}
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </div>
      )}
    </Section>
  )
}

/** Why it waits, or was not done; the longest bar is what happens most. */
export function ByReason({ reasons, choose }: { reasons: Summary['reasons'] } & ChooseProps) {
  const { t, number, because } = useWords()
  const most = Math.max(1, ...reasons.map(({ n }) => n))
  if (reasons.length === 0) return null
  return (
    <Section title={t('loop.by-reason')}>
      <ul className={`${classes.reasons} surface`}>
        {reasons.slice(0, 14).map(({ code, state, n, sample }) => (
          <li key={`${code} ${state}`}>
            <UnstyledButton className={classes.reason} onClick={() => choose({ because: code, state, moment: '' })}>
              <span>
                {because(sample)} <small className={classes.small}>{t(`loop.state-${state}`)}</small>
              </span>
              <span className="figures">{number(n)}</span>
              <i aria-hidden style={{ width: `${(100 * n) / most}%` }} data-state={state} />
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </Section>
  )
}

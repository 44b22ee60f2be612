import { SegmentedControl } from '@mantine/core'
import { IconFlask } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import { holdOuts } from '../../../contract/loop.ts'
import { useAsk } from '../../ask.ts'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Page, Section } from '../../parts/Page.tsx'
import { useMay } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Loop.module.css'
import { LoopNav } from './LoopNav.tsx'

type Effect = AnswerOf<typeof holdOuts>['moments'][number]
const SPANS = [30, 60, 90] as const

/** Does an extra moment change anything? Those who received it beside those kept out of it. */
export default function HoldOuts() {
  const { t } = useWords()
  const may = useMay('loop.read', null)
  const navigate = useNavigate()
  const asked = Number((useSearch({ strict: false }) as { days?: unknown }).days)
  const days = SPANS.find((span) => span === asked) ?? 60
  const found = useAsk(holdOuts, { query: { days } }, { enabled: may, keep: true })
  if (!may)
    return (
      <Page title={t('loop.title')}>
        <Empty title={t('shell.forbidden')}>{t('shell.forbidden-text')}</Empty>
      </Page>
    )
  return (
    <Page title={t('loop.holdouts')} lead={t('loop.holdouts-lead')} actions={<LoopNav />}>
      <div className={classes.span}>
        <span className="dim">{t('loop.holdouts-days')}</span>
        <SegmentedControl
          aria-label={t('loop.holdouts-days')}
          value={String(days)}
          onChange={(next) =>
            void navigate({
              to: '.',
              search: (old: object) => ({ ...old, days: Number(next) }),
              replace: true,
            } as never)
          }
          data={SPANS.map((span) => ({ value: String(span), label: t('loop.days', { n: span }) }))}
        />
      </div>
      <ErrorNote error={found.error} retry={found.refetch} />
      {!found.data && !found.error && <Loading rows={2} as="card" />}
      {found.data?.moments.length === 0 && (
        <Empty icon={<IconFlask size={40} stroke={1.4} />} title={t('loop.holdouts-none')}>
          {t('loop.holdouts-none-text')}
        </Empty>
      )}
      {found.data?.moments.map((effect) => (
        <One key={effect.moment} effect={effect} />
      ))}
    </Page>
  )
}

function One({ effect }: { effect: Effect }) {
  const { t, number, percent } = useWords()
  const { treated, heldOut, difference, few, drawn } = effect
  const uneven = drawn?.expected != null && (drawn.expected < drawn.low || drawn.expected > drawn.high)
  const points = (share: number) => number(100 * share, { maximumFractionDigits: 1, signDisplay: 'exceptZero' })
  const verdict = !difference
    ? null
    : difference.low > 0
      ? 'loop.effect-more'
      : difference.high < 0
        ? 'loop.effect-less'
        : 'loop.effect-none'
  return (
    <Section title={effect.title}>
      <div className={`${classes.panel} surface`}>
        <div className={classes.arms}>
          <Side name={t('loop.treated')} side={treated} />
          <Side name={t('loop.held-out')} side={heldOut} />
          {difference && !few && (
            <div>
              <div className={classes.armName}>{t('loop.difference')}</div>
              <div className={`${classes.armValue} figures`}>
                {t('loop.points', { n: points(difference.difference) })}
              </div>
              <Interval low={difference.low} high={difference.high} value={difference.difference} />
              <p className={classes.quiet}>
                {t('loop.points-interval', { low: points(difference.low), high: points(difference.high) })}
              </p>
            </div>
          )}
        </div>
        <p className={classes.verdict}>
          {few ? t('loop.effect-few', { n: number(Math.min(treated.n, heldOut.n)) }) : verdict && t(verdict)}
        </p>
        {drawn && (
          <p className={classes.quiet}>
            {t(uneven ? 'loop.drawn-uneven' : drawn.expected === null ? 'loop.drawn' : 'loop.drawn-even', {
              share: percent(drawn.share, 1),
              low: percent(drawn.low, 1),
              high: percent(drawn.high, 1),
              expected: percent(drawn.expected ?? 0, 1),
            })}
          </p>
        )}
        {effect.waiting > 0 && <p className={classes.quiet}>{t('loop.waiting', { n: effect.waiting })}</p>}
      </div>
    </Section>
  )
}

function Side({ name, side }: { name: string; side: Effect['treated'] }) {
  const { t, percent, number } = useWords()
  return (
    <div>
      <div className={classes.armName}>{name}</div>
      <div className={`${classes.armValue} figures`}>{side.n > 0 ? percent(side.came / side.n) : '–'}</div>
      <p className={classes.quiet}>{t('loop.came', { came: number(side.came), n: number(side.n) })}</p>
    </div>
  )
}

/** The interval on a scale that has zero in its middle. */
function Interval({ low, high, value }: { low: number; high: number; value: number }) {
  const reach = Math.max(0.1, Math.abs(low), Math.abs(high)) * 1.1
  const at = (share: number) => `${50 + (50 * share) / reach}%`
  return (
    <div className={classes.scale} aria-hidden>
      <span className={classes.zero} />
      <span className={classes.interval} style={{ left: at(low), width: `${(50 * (high - low)) / reach}%` }} />
      <span className={classes.at} style={{ left: at(value) }} />
    </div>
  )
}

import { SegmentedControl } from '@mantine/core'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import type { sourceHealth } from '../../../contract/signals.ts'
import { Figure } from '../../parts/Figure.tsx'
import { Section } from '../../parts/Page.tsx'
import { useWords } from '../../words/words.tsx'
import { Confusion } from './Confusion.tsx'
import { HourBars } from './HourBars.tsx'
import type { Door } from './makes.ts'
import classes from './Setup.module.css'

type Health = AnswerOf<typeof sourceHealth>

/** What is counted as having come, for each door. */
const CAME: Record<Door, string> = { gate: 'read', phone: 'call' }

const RECOGNISED: Record<Door, readonly string[]> = {
  gate: ['sure', 'perhaps', 'unknown'],
  phone: ['sure', 'perhaps', 'unknown', 'withheld'],
}
/** Said only when there was one: what was set apart, and what went wrong. */
const APART = ['off', 'repeated', 'right', 'wrong', 'heartbeat', 'nothing', 'paused'] as const
const FAULTS = ['late', 'clock-ahead', 'clock-behind', 'malformed', 'too-large', 'refused', 'database-away'] as const

interface Props {
  health: Health
  door: Door
  zone: string | undefined
  span: number
  setSpan: (hours: number) => void
  stale: boolean
}

/** How a device does, from counts alone: what came, how much of it was recognised, what went wrong, what it confuses. */
export function SourceHealth({ health, door, zone, span, setSpan, stale }: Props) {
  const { t, percent, number } = useWords()
  const gate = door === 'gate'
  const { totals, matched, learned } = health
  const came = totals[CAME[door]] ?? 0
  const faults = FAULTS.filter((what) => (totals[what] ?? 0) > 0)
  const apart = APART.filter((what) => (totals[what] ?? 0) > 0)
  return (
    <div style={stale ? { opacity: 0.6 } : undefined}>
      <Section
        title={t('setup.health')}
        actions={
          <SegmentedControl
            aria-label={t('setup.health-span')}
            value={String(span)}
            onChange={(next) => setSpan(Number(next))}
            data={[
              { value: '24', label: t('setup.health-day') },
              { value: '168', label: t('setup.health-week') },
            ]}
          />
        }
      >
        <div className={`${classes.panel} surface`}>
          <div className={classes.figures}>
            <Figure
              name={t(gate ? 'setup.reads' : 'setup.calls')}
              value={number(came)}
              note={
                came > 0 && came < span
                  ? t('setup.per-hour-few')
                  : t('setup.per-hour', { n: number(came / span, { maximumSignificantDigits: 2 }) })
              }
            />
            <Figure
              name={t('setup.matched')}
              value={matched.share === null ? '–' : percent(matched.share)}
              n={matched.n}
              interval={
                matched.low === null || matched.high === null ? null : [percent(matched.low), percent(matched.high)]
              }
            />
            {gate && (
              <Figure
                name={t('setup.misread')}
                value={learned.letters ? percent(learned.wrong / learned.letters, 1) : '–'}
                note={learned.letters ? t('setup.misread-n', { n: learned.letters }) : t('setup.misread-none')}
              />
            )}
          </div>
          <HourBars hours={health.hours} door={door} zone={zone} />
        </div>
        <div className={`${classes.panel} surface`}>
          <Counts what={RECOGNISED[door]} totals={totals} door={door} />
          {apart.length > 0 && <Counts title={t('setup.counts-apart')} what={apart} totals={totals} door={door} />}
          {faults.length > 0 && <Counts title={t('setup.counts-faults')} what={faults} totals={totals} door={door} />}
          <p className={classes.quiet} style={{ marginTop: 14 }}>
            {t(gate ? 'setup.privacy' : 'setup.privacy-phone')}
          </p>
        </div>
      </Section>
      {gate && <Confusion pairs={health.confusion} letters={learned.letters} />}
    </div>
  )
}

interface CountsProps {
  title?: string
  what: readonly string[]
  totals: Health['totals']
  door: Door
}

function Counts({ title, what, totals, door }: CountsProps) {
  const { t, word, number, has } = useWords()
  const expected = totals.expected ?? 0
  const saidOf = (code: string) =>
    has(`tally.${door}-${code}`) ? word('tally', `${door}-${code}`) : word('tally', code)
  return (
    <>
      {title && <h3 className={classes.sub}>{title}</h3>}
      <dl className={classes.counts}>
        {what.map((code) => (
          <div key={code}>
            <dt>
              {saidOf(code)}
              {code === 'sure' && expected > 0 && (
                <small className="dim"> {t('setup.counts-expected', { n: number(expected) })}</small>
              )}
              {has(`tally.${code}.hint`) && <small className="dim">{word('tally', `${code}.hint`)}</small>}
            </dt>
            <dd className="figures">{number(totals[code] ?? 0)}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

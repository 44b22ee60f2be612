import { Button, Slider } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMutation } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import { identityDryRun, identityQuality, setIdentity } from '../../../contract/identity-quality.ts'
import { call } from '../../api.ts'
import { useAsk } from '../../ask.ts'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Section } from '../../parts/Page.tsx'
import { toastProblem, undoable } from '../../parts/toast.tsx'
import { chanceOfBits, useWeighed } from '../../parts/weighed.ts'
import { useWords } from '../../words/words.tsx'
import { useIdentityCache } from './doubts.ts'
import { PairLine } from './PairLine.tsx'
import classes from './Quality.module.css'
import { Spread } from './Spread.tsx'
import { HIGH, LOW } from './spread.ts'
import { WouldBe } from './WouldBe.tsx'

interface Bars {
  same: number
  ask: number
}

/** Within what the drawing shows, by half a point. */
const held = (value: number): number => Math.max(LOW, Math.min(HIGH, Math.round(value * 2) / 2))

/** The bars that an address names, else those in force. */
function useBars(inForce: Bars) {
  const navigate = useNavigate()
  const asked = useSearch({ strict: false }) as { same?: unknown; ask?: unknown }
  const read = (value: unknown, other: number) =>
    Number.isFinite(Number(value ?? Number.NaN)) ? held(Number(value)) : other
  const [bars, set] = useState<Bars>({ same: read(asked.same, inForce.same), ask: read(asked.ask, inForce.ask) })
  const keep = (next: Bars | null) =>
    void navigate({
      to: '.',
      search: (old: object) => ({ ...old, same: next?.same, ask: next?.ask }),
      replace: true,
      resetScroll: false,
    } as never)
  return { bars, set, keep }
}

/** Two bars to be tried: how the known pairs would fall, and which would change sides, before anything does. */
export function DryRun({ manage }: { manage: boolean }) {
  const quality = useAsk(identityQuality, {})
  if (!quality.data) return null
  const { same, ask } = quality.data.model
  return <Trying key={`${same} ${ask}`} inForce={{ same, ask }} manage={manage} />
}

function Trying({ inForce, manage }: { inForce: Bars; manage: boolean }) {
  const { t } = useWords()
  const cache = useIdentityCache()
  const { bars, set, keep } = useBars(inForce)
  const [asked] = useDebouncedValue(bars, 250)
  const run = useAsk(identityDryRun, { query: asked }, { keep: true })
  const moved = bars.same !== inForce.same || bars.ask !== inForce.ask
  const write = async (next: Bars) => {
    await call(setIdentity, { body: next })
    await cache.moved()
  }
  const use = useMutation({
    mutationFn: write,
    onError: toastProblem,
    onSuccess: () => {
      keep(null)
      undoable(t('identity.bars-used'), () => write(inForce), 'identity-bars')
    },
  })
  return (
    <Section title={t('identity.bars')}>
      <div className={`${classes.panel} surface`}>
        <p className={classes.lead}>{t('identity.bars-lead')}</p>
        <ErrorNote error={run.error} retry={run.refetch} />
        {!run.data && !run.error && <Loading rows={1} as="card" />}
        {run.data && (
          <div className={classes.trying} aria-busy={run.isPlaceholderData}>
            <Spread spread={run.data.spread} {...bars} />
            <Bar
              name={t('identity.bar-ask')}
              value={bars.ask}
              set={(ask) => set({ ask, same: Math.max(ask, bars.same) })}
              end={(ask) => keep({ ask, same: Math.max(ask, bars.same) })}
            />
            <Bar
              name={t('identity.bar-same')}
              value={bars.same}
              set={(same) => set({ same, ask: Math.min(same, bars.ask) })}
              end={(same) => keep({ same, ask: Math.min(same, bars.ask) })}
            />
            <Then run={run.data} moved={moved} />
            <WouldBe bars={asked} />
            <div className={classes.actions}>
              {manage && (
                <Button disabled={!moved} loading={use.isPending} onClick={() => use.mutate(bars)}>
                  {t('identity.use-bars')}
                </Button>
              )}
              {moved && (
                <Button
                  variant="subtle"
                  onClick={() => {
                    set(inForce)
                    keep(null)
                  }}
                >
                  {t('identity.bars-back')}
                </Button>
              )}
            </div>
          </div>
        )}
      </div>
      {run.data && <Border examples={run.data.examples} />}
    </Section>
  )
}

interface BarProps {
  name: string
  value: number
  set: (value: number) => void
  /** The hand has let go. */
  end: (value: number) => void
}

function Bar({ name, value, set, end }: BarProps) {
  const { t } = useWords()
  const { points, chance } = useWeighed()
  const said = (at: number) => t('identity.bar-value', { points: points(at), pct: chance(chanceOfBits(at)) })
  return (
    <div className={classes.slider}>
      <span className={classes.barName} aria-hidden>
        {name} <strong className="figures">{said(value)}</strong>
      </span>
      <Slider
        min={LOW}
        max={HIGH}
        step={0.5}
        size="lg"
        label={null}
        thumbSize={28}
        color="ink"
        thumbLabel={name}
        thumbValueText={said}
        value={value}
        onChange={set}
        onChangeEnd={end}
      />
    </div>
  )
}

/** What these bars would do, beside what is done today. */
function Then({ run, moved }: { run: AnswerOf<typeof identityDryRun>; moved: boolean }) {
  const { t, number } = useWords()
  const line = (now: number, would: number) =>
    moved
      ? `${t('identity.then', { now: number(now), would: number(would) })} (${t('identity.then-change', {
          change: number(would - now, { signDisplay: 'exceptZero' }),
        })})`
      : number(now)
  return (
    <dl className={`${classes.then} figures`} aria-live="polite">
      <dt>{t('identity.then-joined')}</dt>
      <dd>{line(run.now.joined, run.would.joined)}</dd>
      <dt>{t('identity.then-asked')}</dt>
      <dd>{line(run.now.asked, run.would.asked)}</dd>
      {!moved && <dd className={classes.note}>{t('identity.then-same')}</dd>}
    </dl>
  )
}

/** Pairs that stand next to a bar: to see whether it stands well. */
function Border({ examples }: { examples: AnswerOf<typeof identityDryRun>['examples'] }) {
  const { t } = useWords()
  return (
    <div className={`${classes.panel} ${classes.border} surface`}>
      <h3 className={classes.sub}>{t('identity.border')}</h3>
      <p className={classes.lead}>{t(examples.length ? 'identity.border-lead' : 'identity.border-none')}</p>
      <ul className={classes.plain}>
        {examples.map((pair) => (
          <li key={`${pair.a.id} ${pair.b.id}`}>
            <PairLine pair={pair} />
          </li>
        ))}
      </ul>
    </div>
  )
}

import { ActionIcon, Button, Progress, Switch } from '@mantine/core'
import {
  IconArrowBackUp,
  IconArrowLeft,
  IconArrowRight,
  IconArrowsJoin,
  IconArrowsSplit,
  IconHelp,
  IconLayersIntersect,
} from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { Pair } from '../../../contract/identity.ts'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { KeyHint } from '../../parts/KeyHint.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Page, Section } from '../../parts/Page.tsx'
import { Waterfall } from '../../parts/Waterfall.tsx'
import { useWeighed } from '../../parts/weighed.ts'
import { useMay } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { useAnswering } from './answering.ts'
import { Chance } from './Chance.tsx'
import classes from './Identity.module.css'
import { IdentityNav } from './IdentityNav.tsx'
import { useLetters } from './letters.ts'
import { keyOfPair, type Verdict } from './queue.ts'
import { SideBySide } from './SideBySide.tsx'

/** Are these two one person? One pair at a time; the address names it, so that it can be sent to someone. */
export default function Review() {
  const { t } = useWords()
  const may = useMay('identity.review', null)
  if (!may)
    return (
      <Page title={t('identity.title')}>
        <Empty title={t('shell.forbidden')}>{t('shell.forbidden-text')}</Empty>
      </Page>
    )
  return <Pairs />
}

const REMEMBERED = 'okaeri.identity-keys'

function Pairs() {
  const { t } = useWords()
  const { a, b, import: run } = useSearch({ strict: false }) as { a?: string; b?: string; import?: string }
  const [named] = useState(a && b ? { a, b } : null)
  const work = useAnswering(named, run)
  const pair = work.queue.at
  useAddress(pair, work.ready)
  const [letters, allow] = useState(localStorage.getItem(REMEMBERED) !== 'off')
  const [opened, open] = useState<string | null>(named ? keyOfPair({ a: { id: named.a }, b: { id: named.b } }) : null)
  const shown = pair !== null && opened === keyOfPair(pair)
  const toggle = () => open(pair && !shown ? keyOfPair(pair) : null)
  useLetters(letters, {
    w: toggle,
    s: () => work.answer('same'),
    d: () => work.answer('different'),
    u: () => work.answer('unsure'),
    z: work.undo,
    ArrowLeft: () => work.step(-1),
    ArrowRight: () => work.step(1),
  })
  return (
    <Page
      title={t('identity.title')}
      lead={t('identity.lead')}
      count={work.waiting}
      size="wide"
      actions={<IdentityNav />}
    >
      <ErrorNote error={work.error} retry={work.retry} />
      {(!work.ready || work.coming) && !work.error && <Loading rows={2} as="card" />}
      {work.ready && !work.coming && !pair && (
        <Nothing
          aside={work.queue.aside.length}
          behind={work.behind}
          again={work.again}
          undo={work.undo}
          done={work.done}
        />
      )}
      {pair && (
        <>
          <div className={classes.progress}>
            <span className="dim figures">
              {work.done > 0
                ? t('identity.shown', { done: work.done, left: work.waiting })
                : [
                    t('identity.waiting', { n: work.waiting }),
                    work.beside > 0 && t('identity.beside', { n: work.beside }),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
            </span>
            <Progress
              value={(100 * work.done) / Math.max(1, work.done + work.waiting)}
              aria-label={t('identity.shown', { done: work.done, left: work.waiting })}
              className={classes.bar}
              color="leaf"
            />
            <Step by={-1} step={work.step} />
            <Step by={1} step={work.step} />
          </div>
          <One key={keyOfPair(pair)} pair={pair} shown={shown} toggle={toggle}>
            <Verdicts answer={work.answer} undo={work.done > 0 ? work.undo : undefined} />
          </One>
          <div className={`${classes.keys} with-keyboard`}>
            <Switch
              size="md"
              label={t('identity.keys-on')}
              description={t('identity.keys')}
              checked={letters}
              onChange={(event) => {
                const on = event.currentTarget.checked
                localStorage.setItem(REMEMBERED, on ? 'on' : 'off')
                allow(on)
              }}
            />
          </div>
        </>
      )}
    </Page>
  )
}

/** The address follows the pair that is looked at. */
function useAddress(pair: Pair | null, ready: boolean): void {
  const navigate = useNavigate()
  const [a, b] = [pair?.a.id, pair?.b.id]
  useEffect(() => {
    if (!ready) return
    void navigate({ to: '.', search: (old: object) => ({ ...old, a, b }), replace: true } as never)
  }, [navigate, ready, a, b])
}

function Step({ by, step }: { by: 1 | -1; step: (by: 1 | -1) => void }) {
  const { t } = useWords()
  const Icon = by === 1 ? IconArrowRight : IconArrowLeft
  return (
    <ActionIcon
      aria-label={t(by === 1 ? 'identity.after' : 'identity.before')}
      aria-keyshortcuts={by === 1 ? 'ArrowRight' : 'ArrowLeft'}
      onClick={() => step(by)}
    >
      <Icon size={20} aria-hidden />
    </ActionIcon>
  )
}

interface OneProps {
  pair: Pair
  /** What the sum says is shown: by a tap, or where an address names the pair. */
  shown: boolean
  toggle: () => void
  children: React.ReactNode
}

/**
 * One pair: the two records, and the answer under the hand. What the sum says of them comes when it is asked for: whoever sees it first
 * answers like it, and then nobody measures how often it is wrong.
 */
function One({ pair, shown, toggle, children }: OneProps) {
  const { t } = useWords()
  const { chance } = useWeighed()
  const names = t('identity.both', { a: pair.a.name, b: pair.b.name })
  const said = shown
    ? t('identity.now-pair', { a: pair.a.name, b: pair.b.name, chance: chance(pair.probability) })
    : names
  const together = pair.a.customerId === pair.b.customerId
  const known = together || pair.judged !== null
  return (
    <div className={classes.pair}>
      <output className="sr-only" aria-live="polite">
        {said}
      </output>
      <div className={`${classes.card} surface`}>
        {(shown || known || pair.reading === 'third') && (
          <div className={classes.head}>
            {shown && <Chance pair={pair} />}
            {shown && pair.related >= 0.2 && (
              <span className="dim">{t('identity.related', { pct: chance(pair.related) })}</span>
            )}
            {pair.reading === 'third' && <span className="dim">{t('identity.third')}</span>}
            {known && pair.reading !== 'third' && (
              <span className="dim">
                {t(together ? 'identity.joined-already' : `identity.judged-${pair.judged ?? 'unsure'}`)}
              </span>
            )}
          </div>
        )}
        <SideBySide pair={pair} />
        {children}
      </div>
      <Section title={t('identity.weights')}>
        {shown ? (
          <>
            <Waterfall contributions={pair.contributions} bits={pair.bits} />
            <WhyNot pair={pair} />
          </>
        ) : (
          <div className={classes.hidden}>
            <p className="dim">{t('identity.weights-hidden')}</p>
            <Button variant="default" onClick={toggle} aria-keyshortcuts="w" rightSection={<KeyHint keys={['W']} />}>
              {t('identity.show-weights')}
            </Button>
          </div>
        )}
      </Section>
    </div>
  )
}

/** What speaks against one person, the strongest first. */
function WhyNot({ pair }: { pair: Pair }) {
  const { t } = useWords()
  const { said, inPoints } = useWeighed()
  const against = pair.contributions
    .filter((c) => c.bits < 0 && c.field !== 'prior')
    .sort((one, other) => one.bits - other.bits)
  return (
    <details className={classes.why}>
      <summary>{t('identity.why-not')}</summary>
      {against.length === 0 ? (
        <p className="dim">{t('identity.why-not-none')}</p>
      ) : (
        <>
          <p className="dim">{t('identity.why-not-lead')}</p>
          <ul>
            {against.map((c) => (
              <li key={`${c.field} ${c.level}`}>
                {said(c)} <span className="dim figures">{inPoints(c.bits, true)}</span>
                {(c.a || c.b) && <small className="dim">{t('identity.both', { a: c.a, b: c.b })}</small>}
              </li>
            ))}
          </ul>
        </>
      )}
    </details>
  )
}

function Verdicts({ answer, undo }: { answer: (verdict: Verdict) => void; undo: (() => void) | undefined }) {
  const { t } = useWords()
  return (
    <fieldset className={classes.verdicts}>
      <legend className="sr-only">{t('identity.verdict')}</legend>
      <Button
        className={classes.verdict ?? ''}
        aria-keyshortcuts="s"
        leftSection={<IconArrowsJoin size={20} aria-hidden />}
        rightSection={<KeyHint keys={['S']} />}
        onClick={() => answer('same')}
      >
        {t('identity.same')}
      </Button>
      <Button
        className={classes.verdict ?? ''}
        variant="default"
        aria-keyshortcuts="d"
        leftSection={<IconArrowsSplit size={20} aria-hidden />}
        rightSection={<KeyHint keys={['D']} />}
        onClick={() => answer('different')}
      >
        {t('identity.different')}
      </Button>
      <Button
        className={classes.verdict ?? ''}
        variant="default"
        aria-keyshortcuts="u"
        leftSection={<IconHelp size={20} aria-hidden />}
        rightSection={<KeyHint keys={['U']} />}
        onClick={() => answer('unsure')}
      >
        {t('identity.unsure')}
      </Button>
      <ActionIcon
        className={classes.undo ?? ''}
        size={46}
        disabled={!undo}
        aria-label={t('identity.undo-last')}
        aria-keyshortcuts="z"
        onClick={undo}
      >
        <IconArrowBackUp size={22} aria-hidden />
      </ActionIcon>
    </fieldset>
  )
}

interface NothingProps {
  aside: number
  /** Records not yet compared. */
  behind: number
  again: () => void
  undo: () => void
  done: number
}

/** Nothing waits: what will come here, and where to go on. */
function Nothing({ aside, behind, again, undo, done }: NothingProps) {
  const { t } = useWords()
  return (
    <Empty
      icon={<IconLayersIntersect size={40} stroke={1.4} />}
      title={t(behind > 0 ? 'identity.none-yet' : 'identity.none')}
      action={
        <div className={classes.next}>
          {aside > 0 && (
            <Button variant="default" onClick={again}>
              {t('identity.none-again')}
            </Button>
          )}
          {done > 0 && (
            <Button variant="default" onClick={undo} aria-keyshortcuts="z">
              {t('identity.undo-last')}
            </Button>
          )}
          <Button component={Link} to="/identity/quality" variant={aside > 0 || done > 0 ? 'subtle' : 'default'}>
            {t('identity.none-see')}
          </Button>
        </div>
      }
    >
      {behind > 0
        ? t('identity.none-yet-text', { n: behind })
        : aside > 0
          ? t('identity.none-aside', { n: aside })
          : t('identity.none-text')}
    </Empty>
  )
}

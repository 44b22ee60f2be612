import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import {
  backToShipped,
  type LearnedReader,
  learnAgain,
  learnNow,
  type ReaderOfLanguage,
  type ReaderShare,
  readReader,
} from '../../../contract/reader.ts'
import { useAsk, useDo } from '../../ask.ts'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Figure } from '../../parts/Figure.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Page, Section } from '../../parts/Page.tsx'
import { Time } from '../../parts/Time.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { toast, toastProblem, undoable } from '../../parts/toast.tsx'
import { useMay } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Reader.module.css'
import { SecondOpinion } from './SecondOpinion.tsx'
import { VoiceNav } from './VoiceNav.tsx'

/** Having asked it to learn, the page looks this often, and so long at most. */
const WHILE_LEARNING = 3000
const LOOKS = 200

/** Which reader reads them, how often it is right on the network's own words, and what was tried. */
export default function Reader() {
  const { t } = useWords()
  const may = useMay('voice.read')
  const manage = useMay('voice.manage', null)
  const [since, setSince] = useState<string | null>(null)
  const asked = useAsk(readReader, {}, { enabled: may, every: since === null ? false : WHILE_LEARNING })
  const nights = asked.data?.languages.map(({ lastNight }) => lastNight?.at ?? '').join()
  useEffect(() => {
    if (since === null) return
    if (nights !== undefined && nights !== since) setSince(null)
    const timer = setTimeout(() => setSince(null), WHILE_LEARNING * LOOKS)
    return () => clearTimeout(timer)
  }, [since, nights])
  const now = useDo(learnNow, {
    done: () => {
      setSince(nights ?? '')
      toast(t('reader.now-done'))
    },
  })
  if (!may)
    return (
      <Page title={t('reader.title')}>
        <Empty title={t('shell.forbidden')}>{t('shell.forbidden-text')}</Empty>
      </Page>
    )
  return (
    <Page title={t('reader.title')} lead={t('reader.lead')} size="wide" nav={<VoiceNav />}>
      <ErrorNote error={asked.error} retry={asked.refetch} />
      {!asked.data && !asked.error && <Loading rows={2} as="card" />}
      {asked.data?.languages.map((each) => (
        <OneLanguage key={each.language} of={each} manage={manage} />
      ))}
      {asked.data && manage && (
        <Button
          mb="xl"
          variant="default"
          leftSection={<IconRefresh size={20} aria-hidden />}
          loading={now.isPending || since !== null}
          disabled={asked.data.languages.every(({ rated, fewest, held }) => rated < fewest || held !== null)}
          onClick={() => now.mutate({}, { onError: toastProblem })}
        >
          {t('reader.now')}
        </Button>
      )}
      {asked.data && <SecondOpinion manage={manage} />}
    </Page>
  )
}

function OneLanguage({ of, manage }: { of: ReaderOfLanguage; manage: boolean }) {
  const { t, number } = useWords()
  const { champion, lastNight, held } = of
  return (
    <Section title={t(`reader.${of.language}`)}>
      <div className={`${classes.box} surface`}>
        <div className={classes.head}>
          <p className={classes.who}>
            {t(champion ? 'reader.taught' : 'reader.shipped')} <Tone tone="good">{t('reader.in-force')}</Tone>
          </p>
          {champion && (
            <span className="dim">
              {t('reader.learned-from', { n: champion.learnedFrom })} · {t('reader.since')}{' '}
              <Time at={champion.madeAt} />
            </span>
          )}
        </div>
        <Figures of={of} />
        <p className={classes.night}>
          {lastNight ? (
            <>
              <span className="dim">
                {t('reader.night')} (<Time at={lastNight.at} />)
              </span>{' '}
              {t(`reader.night-${lastNight.outcome}`, { n: number(lastNight.rated), fewest: number(of.fewest) })}
            </>
          ) : (
            <span className="dim">{t('reader.night-never')}</span>
          )}
        </p>
        {of.rated < of.fewest && (
          <p className="dim">
            {t('reader.few', { n: number(of.rated), fewest: number(of.fewest) })} {t('reader.few-text')}
          </p>
        )}
        {held && (
          <p>
            {t('reader.held')}{' '}
            <span className="dim">
              {held.by && `${t('reader.held-by', { by: held.by })} · `}
              <Time at={held.at} />
            </span>
          </p>
        )}
        {manage && <Choice of={of} />}
        <Tried readers={of.history} />
      </div>
    </Section>
  )
}

/** Right now: of the reader in force, on words none of them learned from. */
function Figures({ of }: { of: ReaderOfLanguage }) {
  const { t, number } = useWords()
  const { champion, lastNight, held } = of
  const percent = (value: number) => number(value, { style: 'percent', maximumFractionDigits: 0 })
  // A reader that took over that night was its challenger; one that stepped back left the shipped one in force.
  const own = lastNight?.outcome === 'promoted' && champion ? lastNight.challenger : lastNight?.inForce
  const right = champion && !held ? own : lastNight?.shipped
  const shown = (name: string, share: ReaderShare | null | undefined) => (
    <Figure
      name={name}
      value={share && share.n > 0 ? percent(share.k / share.n) : '–'}
      n={share && share.n > 0 ? share.n : undefined}
      interval={share?.interval ? [percent(share.interval.low), percent(share.interval.high)] : null}
      {...(share && share.n > 0
        ? {}
        : {
            note: t(of.rated >= of.fewest ? 'reader.right-tonight' : 'reader.right-none-text', {
              fewest: number(of.fewest),
            }),
          })}
    />
  )
  return (
    <>
      <div className={classes.figures}>
        {shown(t('reader.right'), right)}
        {champion && shown(t('reader.shipped-right'), lastNight?.shipped)}
        <Figure name={t('reader.rated')} value={number(of.rated)} note={t('reader.rated-note')} />
        <Figure name={t('reader.corrections')} value={number(of.corrections)} note={t('reader.corrections-note')} />
      </div>
      <p className="dim">{t('reader.right-text')}</p>
    </>
  )
}

function Choice({ of: { language, champion, held } }: { of: ReaderOfLanguage }) {
  const { t } = useWords()
  const back = useDo(backToShipped, { refresh: [readReader] })
  const again = useDo(learnAgain, { refresh: [readReader] })
  const params = { language }
  return (
    <div className={classes.actions}>
      {held ? (
        <Button
          loading={again.isPending}
          onClick={() =>
            again.mutate({ params }, { onError: toastProblem, onSuccess: () => toast(t('reader.again-done')) })
          }
        >
          {t('reader.again')}
        </Button>
      ) : (
        <Button
          variant="default"
          loading={back.isPending}
          onClick={() =>
            back.mutate(
              { params },
              {
                onError: toastProblem,
                onSuccess: () => undoable(t('reader.back-done'), () => again.mutateAsync({ params })),
              },
            )
          }
        >
          {t(champion ? 'reader.back' : 'reader.stay')}
        </Button>
      )}
    </div>
  )
}

function Tried({ readers }: { readers: readonly LearnedReader[] }) {
  const { t, number } = useWords()
  if (readers.length === 0) return null
  const chance = (p: number) =>
    p < 0.001 ? t('reader.chance-small') : t('reader.chance-p', { p: number(100 * p, { maximumFractionDigits: 1 }) })
  return (
    <details className={classes.more}>
      <summary>
        {t('reader.history')} <span className="dim figures">{number(readers.length)}</span>
      </summary>
      <ul className={classes.tried}>
        {readers.map((each) => (
          <li key={each.id}>
            <span className="dim">
              <Time at={each.madeAt} />
            </span>
            <span className="figures">
              {number(each.inForce.k)} → {t('reader.figures', { right: each.challenger?.k ?? 0, n: each.inForce.n })}
              {each.p !== null && (
                <span className="dim">
                  {' · '}
                  {t('reader.chance')} {chance(each.p)}
                </span>
              )}
            </span>
            <span>
              {each.state === 'champion' && <Tone tone="good">{t('reader.state-champion')}</Tone>}{' '}
              {each.ended ? t(`reader.ended-${each.ended}`) : each.because && t(`reader.because-${each.because}`)}
              {each.endedAt && (
                <span className="dim">
                  {' · '}
                  <Time at={each.endedAt} />
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}

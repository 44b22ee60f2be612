import { Button, Group } from '@mantine/core'
import { IconCloudSnow } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import { listWeather, tellWeather, untellWeather } from '../../../contract/playbooks.ts'
import { useAsk, useDo } from '../../ask.ts'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Page, Section } from '../../parts/Page.tsx'
import { People } from '../../parts/Person.tsx'
import { Time } from '../../parts/Time.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { toastProblem, undoable } from '../../parts/toast.tsx'
import { regionOf } from '../../parts/when.ts'
import { useMay } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Loop.module.css'
import { LoopNav } from './LoopNav.tsx'
import { csvOf, TellWeather } from './TellWeather.tsx'

type Known = AnswerOf<typeof listWeather>
type Warning = Known['warnings'][number]
type Source = Known['sources'][number]

const SERVICES = new Set(['vigilance', 'open-meteo', 'address'])

/** What weather is forecast for whose place, who told of it, and whether they still answer. */
export default function Weather() {
  const { t } = useWords()
  const reads = useMay('loop.read')
  const manages = useMay('loop.manage', null)
  const asked = useAsk(listWeather, {}, { enabled: reads, every: 60_000 })
  if (!reads)
    return (
      <Page title={t('loop.weather')}>
        <Empty title={t('shell.forbidden')}>{t('shell.forbidden-text')}</Empty>
      </Page>
    )
  const { warnings, sources } = asked.data ?? {}
  return (
    <Page title={t('loop.weather')} lead={t('loop.weather-lead')} actions={<LoopNav />}>
      <ErrorNote error={asked.error} retry={asked.refetch} />
      {!warnings && !asked.error && <Loading rows={3} />}
      {warnings?.length === 0 && (
        <Empty icon={<IconCloudSnow size={38} stroke={1.4} />} title={t('loop.weather-none')}>
          {t('loop.weather-none-text')}
        </Empty>
      )}
      <div className={classes.weathers}>
        {warnings && warnings.length > 0 && (
          <People label={t('loop.weather')}>
            {warnings.map((warning) => (
              <li key={warning.id}>
                <Forecast warning={warning} manages={manages} />
              </li>
            ))}
          </People>
        )}
      </div>
      {sources && (
        <Section title={t('loop.weather-sources')}>
          {!sources.some(({ source }) => SERVICES.has(source)) && (
            <p className={classes.quiet}>{t('loop.weather-no-service')}</p>
          )}
          {sources.length > 0 && (
            <People label={t('loop.weather-sources')}>
              {sources.map((source) => (
                <li key={source.source}>
                  <Teller source={source} />
                </li>
              ))}
            </People>
          )}
        </Section>
      )}
      {manages && (
        <Section title={t('loop.weather-tell')}>
          <TellWeather />
        </Section>
      )}
    </Page>
  )
}

function useSourceName(): (source: string) => string {
  const { t, has } = useWords()
  return (source) => {
    const key = `loop.weather-source-${source}`
    return has(key) ? t(key) : source
  }
}

function Forecast({ warning, manages }: { warning: Warning; manages: boolean }) {
  const { t, has, locale } = useWords()
  const nameOf = useSourceName()
  const level = `loop.weather-level-${warning.level}`
  const day = new Intl.DateTimeFormat(regionOf(locale), {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
  })
  const kind = t(`playbook.weather-${warning.kind}`)
  const again = useDo(tellWeather, { refresh: [listWeather] })
  const back = useDo(untellWeather, {
    refresh: [listWeather],
    done: () =>
      undoable(t('loop.weather-gone'), () => again.mutateAsync({ body: { text: csvOf(warning) } }), warning.id),
  })
  return (
    <article className={classes.weather}>
      <div>
        <strong className={classes.weatherName}>
          {t('loop.weather-where', { kind: kind.charAt(0).toUpperCase() + kind.slice(1), area: warning.area })}
        </strong>{' '}
        {has(level) && <Tone tone="wait">{t(level)}</Tone>}
        <p className="dim">
          {t('loop.weather-span', {
            from: day.format(new Date(warning.from)),
            to: day.format(new Date(warning.to)),
          })}
          {' · '}
          {t('loop.weather-by', { source: nameOf(warning.source) })}
        </p>
        <p>
          {t('loop.weather-people', { n: warning.people })}
          {' · '}
          {warning.moments.length === 0
            ? t('loop.weather-silent')
            : warning.moments.map(({ id, title }, n) => (
                <span key={id}>
                  {n > 0 && ', '}
                  <Link to="/playbook/moments/$id" params={{ id }} className="name-link">
                    {title}
                  </Link>
                </span>
              ))}
        </p>
      </div>
      {manages && warning.source === 'hand' && (
        <Button
          variant="default"
          loading={back.isPending}
          onClick={() => back.mutate({ params: { id: warning.id } }, { onError: toastProblem })}
          aria-label={`${t('loop.weather-back')} ${t('loop.weather-where', { kind, area: warning.area })}`}
        >
          {t('loop.weather-back')}
        </Button>
      )}
    </article>
  )
}

function Teller({ source }: { source: Source }) {
  const { t, because } = useWords()
  const nameOf = useSourceName()
  const name = nameOf(source.source)
  return (
    <article className={classes.weather}>
      <div>
        <Group gap="xs">
          <strong>{name.charAt(0).toUpperCase() + name.slice(1)}</strong>
          <Tone tone={source.problem ? 'bad' : 'good'}>
            {t(source.problem ? 'loop.weather-fails' : 'loop.weather-answers')}
          </Tone>
        </Group>
        <p className="dim">
          {source.answeredAt ? (
            <>
              {t('loop.weather-last')} <Time at={source.answeredAt} /> · {t('loop.weather-told', { n: source.told })}
            </>
          ) : (
            t('loop.weather-never')
          )}
        </p>
        {source.problem && (
          <p>
            {because(source.problem)} (<Time at={source.askedAt} />
            ). {t('loop.weather-stays')}
          </p>
        )}
        {source.aside.length > 0 && (
          <details>
            <summary>{t('loop.weather-aside', { n: source.aside.length })}</summary>
            <ul className={classes.asides}>
              {source.aside.map((each) => (
                <li key={each.where}>
                  <code>{each.where}</code> {because(each.because)}
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </article>
  )
}

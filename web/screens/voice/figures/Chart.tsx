import { Table } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useId } from 'react'
import type { Metric } from '../../../../contract/surveys.ts'
import { type VoiceChartAnswer, type VoiceFilter, voiceChart } from '../../../../contract/voice.ts'
import { useAsk } from '../../../ask.ts'
import { ErrorNote } from '../../../parts/ErrorNote.tsx'
import { Loading } from '../../../parts/Loading.tsx'
import { Section } from '../../../parts/Page.tsx'
import { Tone } from '../../../parts/Tone.tsx'
import { dayText, regionOf, withFirst } from '../../../parts/when.ts'
import { useWords } from '../../../words/words.tsx'
import classes from './Figures.module.css'
import { RANGE, sayFigure } from './say-figure.ts'

const HEIGHT = 180
const FOOT = 26
const LEFT = 42

/** A year week by week, and in words whether it changed. */
export function Chart({ metric, query }: { metric: Metric; query: Omit<VoiceFilter, 'from'> }) {
  const { t } = useWords()
  const { site, moment, service, channel, to } = query
  const asked = useAsk(voiceChart, { query: { metric, site, moment, service, channel, to } }, { keep: true })
  return (
    <Section title={t('figure.chart-title', { what: t(`figure.${metric}`) })}>
      <ErrorNote error={asked.error} retry={asked.refetch} />
      {!asked.data && !asked.error && <Loading rows={1} as="card" />}
      {asked.data && <Charted chart={asked.data} />}
    </Section>
  )
}

/** A chart that is there already: what it says, and its curve. */
export function Charted({ chart }: { chart: VoiceChartAnswer }) {
  return (
    <div className={`${classes.panel} surface`}>
      <Verdict chart={chart} />
      {chart.points.length > 1 && <Drawn chart={chart} />}
    </div>
  )
}

function Verdict({
  chart: { metric, said, since, was, is, baseline, falseAlarm, points },
}: {
  chart: VoiceChartAnswer
}) {
  const { t, number, locale } = useWords()
  if (said === 'few' || !baseline)
    return <p className={classes.verdict}>{t('figure.chart-few', { n: points.length })}</p>
  const between = { from: dayText(baseline.from, locale), to: dayText(baseline.to, locale), n: number(baseline.n) }
  return (
    <>
      <p className={classes.verdict}>
        <Tone tone={said === 'up' ? 'good' : said === 'down' ? 'bad' : 'calm'}>{t(`figure.chart-${said}`)}</Tone>{' '}
        {since
          ? t('figure.chart-since', {
              day: dayText(since, locale),
              was: sayFigure(metric, was, locale),
              is: sayFigure(metric, is, locale),
            })
          : t('figure.chart-noise-text')}
      </p>
      <p className={classes.quiet}>{t('figure.chart-how', { ...between, weeks: falseAlarm })}</p>
    </>
  )
}

function Drawn({ chart: { metric, points, baseline, since } }: { chart: VoiceChartAnswer }) {
  const { t, locale } = useWords()
  const id = useId()
  const phone = useMediaQuery('(max-width: 48em)') ?? false
  const width = phone ? 330 : 900
  const known = points.flatMap(({ figure, low, high }) => [figure.value, low, high]).filter((one) => one !== null)
  const [least, most] = RANGE[metric]
  const bottom = Math.max(least, Math.min(...known, most))
  const top = Math.min(most, Math.max(...known, least))
  const room = Math.max((most - least) / 50, (top - bottom) * 0.06)
  const [from, to] = [Math.max(least, bottom - room), Math.min(most, top + room)]
  const x = (i: number) => LEFT + ((i + 0.5) / points.length) * (width - LEFT)
  const y = (value: number) => HEIGHT * (1 - (Math.min(to, Math.max(from, value)) - from) / (to - from))
  const band = points.flatMap(({ low, high }, i) => (low === null || high === null ? [] : [{ i, low, high }]))
  const begins = points.findIndex((point) => point.from === since)
  const every = Math.ceil(points.length / (phone ? 4 : 9))
  return (
    <figure className={classes.drawnFigure}>
      <svg viewBox={`0 -8 ${width} ${HEIGHT + FOOT + 8}`} role="img" aria-labelledby={id} className={classes.drawing}>
        <title id={id}>{t('figure.chart-title', { what: t(`figure.${metric}`) })}</title>
        {band.length > 1 && (
          <path
            className={classes.limits}
            d={`M${band.map(({ i, high }) => `${x(i)},${y(high)}`).join('L')}L${[...band]
              .reverse()
              .map(({ i, low }) => `${x(i)},${y(low)}`)
              .join('L')}Z`}
          />
        )}
        {[from, to].map((tick) => (
          <g key={tick}>
            <line x1={LEFT} x2={width} y1={y(tick)} y2={y(tick)} className={classes.grid} />
            <text x={LEFT - 8} y={y(tick) + 4} textAnchor="end" className={classes.tick}>
              {sayFigure(metric, tick, locale)}
            </text>
          </g>
        ))}
        {baseline && (
          <line x1={LEFT} x2={width} y1={y(baseline.centre)} y2={y(baseline.centre)} className={classes.centre} />
        )}
        {begins >= 0 && (
          <rect x={x(begins) - 6} y={0} width={width - x(begins) + 6} height={HEIGHT} className={classes.since} />
        )}
        <path
          className={classes.curve}
          d={`M${points.flatMap(({ figure }, i) => (figure.value === null ? [] : `${x(i)},${y(figure.value)}`)).join('L')}`}
        />
        {points.map(({ from: week, figure, low, high }, i) => (
          <g key={week}>
            {figure.value !== null && (
              <circle
                cx={x(i)}
                cy={y(figure.value)}
                r={phone ? 2.6 : 3.6}
                className={classes.point}
                data-out={(low !== null && figure.value < low) || (high !== null && figure.value > high) || undefined}
              >
                <title>
                  {t('shell.of', {
                    what: dayText(week, locale),
                    text: `${sayFigure(metric, figure.value, locale)}, n ${figure.n}`,
                  })}
                </title>
              </circle>
            )}
            {i % every === 0 && (
              <text x={x(i)} y={HEIGHT + 18} textAnchor="middle" className={classes.tick}>
                {withFirst(
                  new Intl.DateTimeFormat(regionOf(locale), { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
                    new Date(`${week}T00:00:00Z`),
                  ),
                  locale,
                )}
              </text>
            )}
          </g>
        ))}
        {baseline && (
          <text x={LEFT - 8} y={y(baseline.centre) + 4} textAnchor="end" className={`${classes.tick} ${classes.label}`}>
            {sayFigure(metric, baseline.centre, locale)}
          </text>
        )}
      </svg>
      {baseline && (
        <figcaption className={classes.usual}>
          {t('figure.usual', { value: sayFigure(metric, baseline.centre, locale) })}
        </figcaption>
      )}
      <Numbers points={points} metric={metric} />
    </figure>
  )
}

function Numbers({ points, metric }: Pick<VoiceChartAnswer, 'points' | 'metric'>) {
  const { t, number, locale } = useWords()
  return (
    <details className={classes.details}>
      <summary>{t('figure.numbers')}</summary>
      <Table.ScrollContainer minWidth={420} type="native" tabIndex={0} role="group" aria-label={t('figure.chart')}>
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('figure.week')}</Table.Th>
              <Table.Th scope="col">{t('figure.n')}</Table.Th>
              <Table.Th scope="col">{t(`figure.${metric}`)}</Table.Th>
              <Table.Th scope="col">{t('figure.limits')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {points.map(({ from, figure, low, high }) => (
              <Table.Tr key={from}>
                <Table.Th scope="row" fw={500}>
                  {dayText(from, locale)}
                </Table.Th>
                <Table.Td>{number(figure.n)}</Table.Td>
                <Table.Td>{sayFigure(metric, figure.value, locale)}</Table.Td>
                <Table.Td>
                  {low === null || high === null
                    ? '–'
                    : t('figure.between', {
                        low: sayFigure(metric, low, locale),
                        high: sayFigure(metric, high, locale),
                      })}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </details>
  )
}

import { Table } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useId } from 'react'
import type { AttentionAnswer } from '../../../contract/loop.ts'
import { honestPercent } from '../../parts/honest-percent.ts'
import { useWords } from '../../words/words.tsx'
import classes from './Loop.module.css'

type Decile = AttentionAnswer['equity']['deciles'][number]
const HEIGHT = 170
const FOOT = 24
const LEFT = 40

interface DecilesProps {
  deciles: readonly Decile[]
  of: 'mean' | 'core'
}

/** One point per group of spending with its interval: contacts a year, or the share made of the moments owed to all. The figures stand under it. */
export function Deciles({ deciles, of }: DecilesProps) {
  const { t, number, percent } = useWords()
  const id = useId()
  const phone = useMediaQuery('(max-width: 48em)') ?? false
  const width = phone ? 330 : 760
  const points = deciles.map((one) => pointOf(one, of))
  const top = of === 'core' ? 1 : Math.max(1, ...points.map((point) => point?.high ?? point?.value ?? 0)) * 1.08
  const x = (n: number) => LEFT + ((n + 0.5) / deciles.length) * (width - LEFT)
  const y = (value: number) => HEIGHT * (1 - Math.min(value, top) / top)
  const { label, one } = useSaying()
  const steps = of === 'core' ? [0, 0.5, 1] : ticksUpTo(top)
  const title = t(of === 'core' ? 'loop.decile-core' : 'loop.decile-mean')
  return (
    <figure className={classes.drawn}>
      <svg viewBox={`0 -8 ${width} ${HEIGHT + FOOT + 8}`} role="img" aria-labelledby={id} className={classes.drawing}>
        <title id={id}>{title}</title>
        {steps.map((step) => (
          <g key={step}>
            <line x1={LEFT} x2={width} y1={y(step)} y2={y(step)} className={step === 0 ? classes.axis : classes.grid} />
            <text x={LEFT - 8} y={y(step) + 4} textAnchor="end" className={classes.tick}>
              {of === 'core' ? percent(step) : number(step)}
            </text>
          </g>
        ))}
        {deciles.map((decile, n) => {
          const point = points[n]
          return (
            <g key={decile.decile}>
              {point && (
                <>
                  {point.low !== null && point.high !== null && (
                    <line x1={x(n)} x2={x(n)} y1={y(point.low)} y2={y(point.high)} className={classes.whisker} />
                  )}
                  <circle cx={x(n)} cy={y(point.value)} r={phone ? 4 : 5} className={classes.point}>
                    <title>{`${label(decile)} : ${of === 'core' ? percent(point.value) : one(point.value)}`}</title>
                  </circle>
                </>
              )}
              {(!phone || n % 2 === 1 || n === 0) && (
                <text x={x(n)} y={HEIGHT + 17} textAnchor="middle" className={classes.tick}>
                  {decile.decile === 0 ? (phone ? '0' : label(decile)) : label(decile)}
                </text>
              )}
            </g>
          )
        })}
      </svg>
      <details className={classes.details}>
        <summary>{t('loop.numbers')}</summary>
        {phone ? <DecileList deciles={deciles} of={of} /> : <DecileTable deciles={deciles} of={of} title={title} />}
      </details>
    </figure>
  )
}

/** A group by its name, a figure with its decimal. */
function useSaying() {
  const { t, number } = useWords()
  return {
    label: (each: Decile) => (each.decile === 0 ? t('loop.decile-0') : t('loop.decile', { n: each.decile })),
    one: (value: number) => number(value, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
  }
}

/** The figures in the hand. */
function DecileList({ deciles, of }: DecilesProps) {
  const { t, number, locale } = useWords()
  const { label, one } = useSaying()
  return (
    <ul className={classes.touches}>
      {deciles.map((decile) => (
        <li key={decile.decile}>
          <div className={classes.touchHead}>
            <strong>{label(decile)}</strong>
            <span className="figures">{said(decile, of, one, locale)}</span>
          </div>
          <div className="dim">
            {[
              t('loop.decile-n', { n: of === 'core' ? decile.core.people : decile.people }),
              spent(decile, locale),
              of === 'core' ? `${number(decile.core.made)} / ${number(decile.core.due)}` : '',
            ]
              .filter((each) => each && each !== '–')
              .join(' · ')}
          </div>
        </li>
      ))}
    </ul>
  )
}

/** The figures where there is room for a table. */
function DecileTable({ deciles, of, title }: DecilesProps & { title: string }) {
  const { t, number, locale } = useWords()
  const { label, one } = useSaying()
  return (
    <Table.ScrollContainer minWidth={480} type="native" tabIndex={0} role="group" aria-label={title}>
      <Table verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            {(['row', 'people', 'spent'] as const).map((column) => (
              <Table.Th key={column} scope="col">
                {t(`loop.decile-${column}`)}
              </Table.Th>
            ))}
            {of === 'core' && <Table.Th scope="col">{t('loop.decile-made')}</Table.Th>}
            <Table.Th scope="col">{title}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {deciles.map((decile) => (
            <Table.Tr key={decile.decile}>
              <Table.Th scope="row" fw={500}>
                {label(decile)}
              </Table.Th>
              <Table.Td>{number(of === 'core' ? decile.core.people : decile.people)}</Table.Td>
              <Table.Td>{spent(decile, locale)}</Table.Td>
              {of === 'core' && <Table.Td>{`${number(decile.core.made)} / ${number(decile.core.due)}`}</Table.Td>}
              <Table.Td>{said(decile, of, one, locale)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

function pointOf(one: Decile, of: 'mean' | 'core'): { value: number; low: number | null; high: number | null } | null {
  if (of === 'mean') return { value: one.mean, low: one.interval?.low ?? null, high: one.interval?.high ?? null }
  if (one.core.due === 0) return null
  const { interval } = one.core
  return { value: one.core.made / one.core.due, low: interval?.low ?? null, high: interval?.high ?? null }
}

function ticksUpTo(top: number): number[] {
  const step = [0.5, 1, 2, 5, 10, 20].find((each) => top / each <= 5) ?? 50
  return Array.from({ length: Math.floor(top / step) + 1 }, (_, n) => n * step)
}

const euros = (cents: number, locale: string) =>
  new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 }).format(cents / 100)

const spent = (one: Decile, locale: string): string =>
  one.decile === 0 ? '–' : `${euros(one.fromCents, locale)} – ${euros(one.toCents, locale)}`

function said(decile: Decile, of: 'mean' | 'core', one: (value: number) => string, locale: string): string {
  const point = pointOf(decile, of)
  if (!point) return '–'
  const write = of === 'core' ? (value: number) => honestPercent(value, locale) : one
  const interval = point.low === null || point.high === null ? '' : ` (${write(point.low)} – ${write(point.high)})`
  return `${write(point.value)}${interval}`
}

import type { ReportContent } from '../../../contract/report.ts'
import type { Metric } from '../../../contract/surveys.ts'
import type { VoiceChartAnswer } from '../../../contract/voice.ts'
import { figureText, number, type ReportWords, themeName } from '../../voice/report-words.ts'
import type { Doc } from './report-fonts.edge.ts'
import { BAD, FAINT, GOOD, GROUND, INK, KAKI, LEFT, LINE, QUIET, ROOM, type Sheet } from './sheet.edge.ts'

const ENDS: Record<Metric, [number, number]> = { nps: [-100, 100], csat: [0, 100], ces: [0, 100], stars: [1, 5] }

/** A value on its scale with its interval, and the one before as a ring. */
export function intervalBar(
  doc: Doc,
  metric: Metric,
  now: { value: number; low: number; high: number },
  before: number | null,
  at: { x: number; y: number; width: number; track?: string },
): void {
  const [low, high] = ENDS[metric]
  const x = (value: number) => at.x + ((value - low) / (high - low)) * at.width
  doc.roundedRect(at.x, at.y - 3, at.width, 6, 3).fill(at.track ?? GROUND)
  if (metric === 'nps')
    doc
      .moveTo(x(0), at.y - 7)
      .lineTo(x(0), at.y + 7)
      .lineWidth(0.6)
      .stroke(LINE)
  doc.roundedRect(x(now.low), at.y - 3, Math.max(3, x(now.high) - x(now.low)), 6, 3).fill('#e7b494')
  if (before !== null) doc.circle(x(before), at.y, 3.6).lineWidth(1).fillAndStroke('#ffffff', FAINT)
  doc.circle(x(now.value), at.y, 4.6).fill(KAKI)
}

/** Weeks of a year, the band in which chance keeps them, and where it moved. */
export function controlChart(sheet: Sheet, chart: VoiceChartAnswer, words: ReportWords): void {
  const points = chart.points.filter((point) => point.figure.value !== null)
  if (points.length < 2) return
  const { metric, baseline } = chart
  const values = points.flatMap(({ figure, low, high }) => [
    figure.value!,
    ...(baseline ? [low ?? figure.value!, high ?? figure.value!] : []),
  ])
  const [bottom, top] = ENDS[metric]
  const low = Math.max(bottom, Math.min(...values))
  const high = Math.min(top, Math.max(...values))
  const span = high - low || 1
  const height = 150
  const say = (value: number) => figureText(words.language, metric, value)
  const alt = `${words.chart}. ${words.verdict(chart, say)}`
  sheet.figure(height + 26, alt, (doc, y) => {
    const left = LEFT + 34
    const width = ROOM - 44
    const xOf = (at: number) => left + (at / (points.length - 1)) * width
    const yOf = (value: number) =>
      y + 8 + (1 - (Math.min(high, Math.max(low, value)) - low + span * 0.06) / (span * 1.12)) * (height - 16)
    if (baseline) {
      doc.moveTo(xOf(0), yOf(points[0]!.high ?? high))
      for (const [at, point] of points.entries()) doc.lineTo(xOf(at), yOf(point.high ?? high))
      for (const [at, point] of [...points.entries()].toReversed()) doc.lineTo(xOf(at), yOf(point.low ?? low))
      doc.closePath().fill(GROUND)
      doc
        .moveTo(left, yOf(baseline.centre))
        .lineTo(left + width, yOf(baseline.centre))
        .lineWidth(0.8)
        .stroke(QUIET)
    }
    const since = chart.since ? points.findIndex(({ from }) => from >= chart.since!) : -1
    if (since > 0)
      doc
        .moveTo(xOf(since), y + 4)
        .lineTo(xOf(since), y + height - 4)
        .lineWidth(0.8)
        .dash(2, { space: 2 })
        .stroke(FAINT)
        .undash()
    doc.moveTo(xOf(0), yOf(points[0]!.figure.value!))
    for (const [at, { figure }] of points.entries()) doc.lineTo(xOf(at), yOf(figure.value!))
    doc.lineWidth(1.4).lineJoin('round').stroke(KAKI)
    for (const [at, { figure, low: under, high: over }] of points.entries()) {
      const outside = baseline && (figure.value! > (over ?? top) || figure.value! < (under ?? bottom))
      doc.circle(xOf(at), yOf(figure.value!), outside ? 3.2 : 1.8).fill(outside ? BAD : KAKI)
    }
    const label = (text: string, x: number, ty: number, right = false) =>
      sheet.fonts.line(text, {
        x: right ? x - sheet.fonts.width(text, 'regular', 8) : x,
        y: ty,
        size: 8,
        weight: 'regular',
        colour: FAINT,
      })
    label(say(high), left - 6, yOf(high) - 5, true)
    label(say(low), left - 6, yOf(low) - 5, true)
    if (baseline && Math.abs(yOf(baseline.centre) - yOf(high)) > 12 && Math.abs(yOf(baseline.centre) - yOf(low)) > 12)
      label(say(baseline.centre), left - 6, yOf(baseline.centre) - 5, true)
    const month = new Intl.DateTimeFormat(words.language === 'fr' ? 'fr-FR' : 'en-GB', {
      month: 'short',
      year: '2-digit',
      timeZone: 'UTC',
    })
    for (const share of [0, 1 / 3, 2 / 3, 1]) {
      const at = Math.round(share * (points.length - 1))
      const text = month.format(new Date(`${points[at]!.from}T12:00:00Z`))
      const wide = sheet.fonts.width(text, 'regular', 8)
      label(text, Math.min(xOf(at) - (share === 0 ? 0 : wide / 2), left + width - wide), y + height + 2)
    }
  })
}

/** What is said of each theme: what is blamed to the left of the middle, what is praised to its right. */
export function themeBars(sheet: Sheet, themes: ReportContent['themes'], words: ReportWords): void {
  const name = 128
  const middle = LEFT + name + (ROOM - name) / 2
  const half = (ROOM - name) / 2 - 26
  const most = Math.max(...themes.map(({ good, bad }) => Math.max(good, bad)), 1)
  const row = 21
  const [bad, none, good] = words.themesLegend as [string, string, string]
  const alt = themes
    .map((one) => `${themeName(words.language, one)}: ${bad} ${one.bad}, ${none} ${one.neutral}, ${good} ${one.good}`)
    .join('; ')
  sheet.figure(themes.length * row + 22, alt, (doc, y) => {
    const write = (text: string, x: number, ty: number, colour = INK, size = 9.5) =>
      sheet.fonts.line(text, { x, y: ty, size, weight: 'regular', colour })
    write(bad, middle - 8 - sheet.fonts.width(bad, 'regular', 8.5), y, BAD, 8.5)
    write(good, middle + 8, y, GOOD, 8.5)
    for (const [at, one] of themes.entries()) {
      const top = y + 18 + at * row
      const scale = half / most
      write(themeName(words.language, one), LEFT, top + 1)
      const [badWide, goodWide] = [one.bad * scale, one.good * scale]
      // Good and bad begin at the middle, so that they compare; what is neither is in the words beside the figure.
      doc.rect(middle - badWide, top + 2, badWide, 10).fill(BAD)
      doc.rect(middle, top + 2, goodWide, 10).fill(GOOD)
      const said = number(words.language, one.bad)
      if (one.bad) write(said, middle - badWide - 4 - sheet.fonts.width(said, 'regular', 8.5), top + 2, FAINT, 8.5)
      if (one.good) write(number(words.language, one.good), middle + goodWide + 4, top + 2, FAINT, 8.5)
    }
    doc
      .moveTo(middle, y + 14)
      .lineTo(middle, y + 18 + themes.length * row - 4)
      .lineWidth(0.6)
      .stroke(FAINT)
  })
}

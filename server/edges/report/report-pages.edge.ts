import type { Report, ReportSection, ReportTheme } from '../../../contract/report.ts'
import {
  dayText,
  figureText,
  METRIC_NAMES,
  percent,
  type ReportWords,
  signed,
  themeName,
} from '../../voice/report-words.ts'
import { controlChart, intervalBar, themeBars } from './draw-figures.edge.ts'
import { BAD, FAINT, GOOD, INK, KAKI, LEFT, LINE, ROOM, type Sheet } from './sheet.edge.ts'

type Content = Report['content']

/** Words of head office on a part, set apart from what is counted. */
function editorWords(sheet: Sheet, report: Report, part: ReportSection, words: ReportWords): void {
  const text = report.words[part]?.trim()
  if (!text) return
  const written = { x: LEFT + 14, width: ROOM - 28, colour: INK }
  sheet.need(Math.min(sheet.height(text, written) + 30, 300))
  const top = sheet.y
  sheet.text(words.editor, { ...written, size: 8.5, weight: 'semibold', colour: KAKI, leading: 14 })
  sheet.text(text, written)
  // On one page, the bar stands beside all of it.
  if (sheet.y > top) sheet.ornament((doc) => doc.rect(LEFT, top + 2, 2.5, sheet.y - top - 4).fill(KAKI))
  sheet.gap(14)
}

export function sayPages(sheet: Sheet, report: Report, words: ReportWords): void {
  const { content } = report
  const { language } = words
  sheet.heading(words.say)
  sheet.lead(content.figures.length > 0 ? words.sayLead(content.words.n) : words.noFigure)
  editorWords(sheet, report, 'say', words)
  for (const { metric, now, before, change } of content.figures) {
    const names = METRIC_NAMES[language][metric]
    const known = now.value !== null && now.interval !== null
    const said = known
      ? `${words.interval(figureText(language, metric, now.interval!.low), figureText(language, metric, now.interval!.high))} · ${words.answers(now.n)}`
      : words.few
    const by = (value: number) => (metric === 'stars' ? signed(language, value, 1) : words.points(value))
    const moved = change
      ? words.moved(
          by(change.by),
          signed(language, change.interval.low, 1),
          signed(language, change.interval.high, 1),
          change.said,
        )
      : words.noBefore
    sheet.need(78)
    const top = sheet.y
    sheet.row([
      { text: names.short, size: 12, weight: 'semibold', width: 150 },
      {
        text: known ? figureText(language, metric, now.value!) : '–',
        size: 24,
        weight: 'bold',
        leading: 28,
        x: LEFT + 160,
        width: 80,
      },
    ])
    const value = sheet.y
    sheet.y = top + 17
    sheet.text(names.long, { size: 8, colour: FAINT, width: 145, leading: 10.5 })
    const ended = Math.max(sheet.y, value)
    sheet.y = top + 3
    const right = { x: LEFT + 250, width: ROOM - 250 }
    if (known)
      sheet.figure(20, `${names.short} : ${figureText(language, metric, now.value!)}, ${said}`, (doc, y) =>
        intervalBar(doc, metric, { value: now.value!, ...now.interval! }, before.value, { ...right, y: y + 8 }),
      )
    sheet.text(said, { ...right, size: 9, leading: 13 })
    const tone = change?.said === 'higher' ? GOOD : change?.said === 'lower' ? BAD : FAINT
    sheet.text(moved, {
      ...right,
      size: 9,
      leading: 13,
      colour: tone,
    })
    sheet.y = Math.max(ended, sheet.y) + 8
    sheet.rule()
    sheet.gap(10)
  }
  if (content.chart && content.chart.points.length > 1) {
    sheet.need(230)
    sheet.small(`${METRIC_NAMES[language][content.chart.metric].short} · ${words.chart.toLocaleLowerCase(language)}`)
    sheet.text(
      words.verdict(content.chart, (value) => figureText(language, content.chart!.metric, value)),
      { after: 6 },
    )
    controlChart(sheet, content.chart, words)
    sheet.text(words.chartLegend, { size: 8, colour: FAINT, after: 14 })
  }
  if (content.response.n + content.invited.n > 0) sheet.small(words.rates)
  for (const [rate, what] of [
    [content.response, words.response],
    [content.invited, words.invited],
  ] as const)
    if (rate.n > 0) sheet.text(`${words.rate(rate)} ${what}.`, { size: 10 })
  sheet.text(words.leftOut(content.words.leftOut), { size: 10, colour: FAINT })
  sheet.gap(18)
}

/** Three things, with the words of those who agreed to be quoted. */
export function themePages(sheet: Sheet, report: Report, side: 'praise' | 'hurt', words: ReportWords): void {
  const themes = report.content[side]
  sheet.heading(words[side], 150)
  editorWords(sheet, report, side, words)
  if (themes.length === 0) sheet.lead(side === 'praise' ? words.noPraise : words.noHurt)
  for (const theme of themes) oneTheme(sheet, report, theme, side, words)
  sheet.gap(10)
}

function oneTheme(sheet: Sheet, report: Report, theme: ReportTheme, side: 'praise' | 'hurt', words: ReportWords): void {
  const colour = side === 'praise' ? GOOD : BAD
  const times = side === 'praise' ? words.timesGood(theme.good) : words.timesBad(theme.bad)
  sheet.need(70)
  sheet.row([
    { text: themeName(words.language, theme), size: 13, weight: 'semibold', leading: 20, width: 300 },
    {
      text: times,
      size: 10,
      weight: 'semibold',
      colour,
      leading: 20,
      x: LEFT + 300,
      width: ROOM - 300,
      align: 'right',
    },
  ])
  const quotes = report.quotes.filter(({ verbatimId }) => theme.quotes.some((ref) => ref.verbatimId === verbatimId))
  for (const quote of quotes) {
    const text = words.quote(quote.text)
    const written = { x: LEFT + 16, width: ROOM - 40, size: 11, weight: 'italic' as const, leading: 16.5 }
    sheet.need(Math.min(sheet.height(text, written) + 18, 400))
    const top = sheet.y
    sheet.text(text, written, 'BlockQuote')
    sheet.text(words.by(quote.by, quote.site), { x: LEFT + 16, size: 9, colour: FAINT, leading: 14, after: 8 })
    if (sheet.y > top) sheet.ornament((doc) => doc.rect(LEFT + 4, top + 3, 2, sheet.y - top - 14).fill(colour))
  }
  if (quotes.length === 0) sheet.text(words.noQuote, { size: 9.5, colour: FAINT, x: LEFT + 16, width: ROOM - 16 })
  sheet.gap(8)
}

export function spokenPages(sheet: Sheet, { content: { themes } }: Report, words: ReportWords): void {
  if (themes.length === 0) return
  sheet.heading(words.themes, Math.min(460, themes.length * 21 + 100))
  themeBars(sheet, themes, words)
  sheet.gap(18)
}

export function changedPages(sheet: Sheet, report: Report, words: ReportWords): void {
  const { content } = report
  const { language } = words
  sheet.heading(words.changed)
  sheet.lead(content.changes.length > 0 ? words.changedLead(content.compared) : words.noChange)
  editorWords(sheet, report, 'changed', words)
  for (const one of content.changes) {
    const share = ({ k, n }: { k: number; n: number }) => (n === 0 ? '–' : percent(language, k / n))
    const range = one.byInterval
      ? ` (${signed(language, one.byInterval.low, 1)} – ${signed(language, one.byInterval.high, 1)})`
      : ''
    sheet.row([
      { text: themeName(language, one), weight: 'semibold', width: 150 },
      { text: one.said === 'more' ? words.more : words.less, colour: FAINT, x: LEFT + 155, width: 110 },
      {
        text: `${words.points(one.by ?? 0)}${range}, ${words.changeText(share(one.before), share(one.share))}`,
        x: LEFT + 270,
        width: ROOM - 270,
      },
    ])
    sheet.gap(5)
  }
  sheet.gap(18)
}

export function promisePages(sheet: Sheet, report: Report, words: ReportWords): void {
  const { promises, cases } = report.content
  sheet.heading(words.promises)
  editorWords(sheet, report, 'promises', words)
  sheet.text(words.promiseLine(promises), { after: 4 })
  if (promises.due > 0)
    sheet.figure(20, words.promiseLine(promises), (doc, y) => {
      const kept = (promises.kept / promises.due) * ROOM
      const late = ((promises.late + promises.stillLate) / promises.due) * ROOM
      doc.roundedRect(LEFT, y + 3, ROOM, 8, 4).fill(LINE)
      if (kept > 0) doc.roundedRect(LEFT, y + 3, Math.max(kept, 8), 8, 4).fill(GOOD)
      if (late > 0) doc.roundedRect(LEFT + ROOM - Math.max(late, 8), y + 3, Math.max(late, 8), 8, 4).fill(BAD)
    })
  sheet.text(words.caseLine(cases))
  sheet.gap(18)
}

export function decisionPages(sheet: Sheet, report: Report, words: ReportWords): void {
  const { taken, before } = report.content.decisions
  sheet.heading(words.decisions)
  editorWords(sheet, report, 'decisions', words)
  sheet.small(words.taken)
  if (taken.length === 0) sheet.text(words.noTaken, { colour: FAINT })
  for (const one of taken) oneDecision(sheet, one, words)
  if (before.length > 0) {
    sheet.gap(8)
    sheet.small(words.before)
    for (const one of before) oneDecision(sheet, one, words)
  }
  sheet.gap(16)
}

function oneDecision(sheet: Sheet, one: Content['decisions']['taken'][number], words: ReportWords): void {
  const who = [
    one.owner && `${words.owner}\u00a0: ${one.owner}`,
    one.dueOn && `${words.due}\u00a0: ${dayText(words.language, one.dueOn)}`,
  ].filter(Boolean)
  const settled = one.state === 'settled' || one.state === 'dropped'
  const state = [
    words.state[one.state],
    one.late && words.isLate,
    settled && (one.over ? words.told(one.told) : words.toTell),
  ].filter(Boolean)
  const colons = (text: string) => (words.language === 'en' ? text.replaceAll('\u00a0:', ':') : text)
  sheet.need(44)
  sheet.row([
    { text: one.text, weight: 'semibold', width: ROOM - 150 },
    {
      text: state.join(' · '),
      size: 9.5,
      colour: one.late ? BAD : settled ? GOOD : FAINT,
      x: LEFT + ROOM - 140,
      width: 140,
      align: 'right',
    },
  ])
  sheet.text(colons(who.join(' · ')), { size: 9.5, colour: FAINT })
  sheet.text(one.outcome, { size: 10 })
  sheet.gap(6)
  sheet.rule()
  sheet.gap(6)
}

/** Whom the committee hears: members, places and why. Names of customers are on the screen, not on paper. */
export function callPages(sheet: Sheet, report: Report, words: ReportWords): void {
  sheet.heading(words.calls)
  sheet.lead(report.calls.length > 0 ? words.callsLead : words.noCommittee)
  editorWords(sheet, report, 'calls', words)
  for (const call of report.calls) {
    const why = call.kind
      ? [call.site, words.call[call.kind], call.speakTo && words.speakTo(call.speakTo)].filter(Boolean).join(' · ')
      : words.callNobody
    sheet.row([
      { text: call.staff.name, weight: 'semibold', width: 150 },
      { text: why, x: LEFT + 160, width: ROOM - 160 },
    ])
    sheet.gap(5)
  }
  sheet.gap(16)
}

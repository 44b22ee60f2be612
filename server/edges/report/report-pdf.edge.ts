import { once } from 'node:events'
import PDFDocument from 'pdfkit'
import type { Report } from '../../../contract/report.ts'
import type { ReportPrinter, ReportToPrint } from '../../voice/report-print.port.ts'
import {
  dayText,
  figureText,
  METRIC_NAMES,
  monthText,
  REPORT_WORDS,
  type ReportWords,
} from '../../voice/report-words.ts'
import { intervalBar } from './draw-figures.edge.ts'
import { type Doc, openFonts } from './report-fonts.edge.ts'
import {
  callPages,
  changedPages,
  decisionPages,
  promisePages,
  sayPages,
  spokenPages,
  themePages,
} from './report-pages.edge.ts'
import { FAINT, GROUND, HEIGHT, INK, KAKI, LEFT, ROOM, Sheet, WIDTH } from './sheet.edge.ts'

/** The report as pages to hand out: A4, words that can be searched and read aloud, figures as shapes. */
export function openReportPrinter(): ReportPrinter {
  return {
    async print(asked) {
      const words = REPORT_WORDS[asked.language]
      const doc = begin(asked, words)
      const parts: Buffer[] = []
      doc.on('data', (part: Buffer) => parts.push(part))
      const end = once(doc, 'end')
      const fonts = openFonts(doc)
      const sheet = new Sheet(doc, fonts)
      cover(sheet, asked, words)
      body(sheet, asked.report, words)
      sheet.end()
      footers(doc, sheet, asked, words)
      doc.end()
      await end
      return Buffer.concat(parts)
    },
  }
}

const upper = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1)
const scopeOf = ({ content }: Report, words: ReportWords): string =>
  content.site || `${words.network}${content.sites > 1 ? `, ${words.sites(content.sites)}` : ''}`

const begin = ({ report, language, at }: ReportToPrint, words: ReportWords): Doc =>
  new PDFDocument({
    autoFirstPage: false,
    bufferPages: true,
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: language === 'fr' ? 'fr-FR' : 'en-GB',
    info: {
      Title: `${words.title}, ${monthText(language, report.month)}`,
      Subject: words.subject,
      Author: report.content.network || 'Okaeri',
      Creator: 'Okaeri',
      CreationDate: at,
    },
  } as ConstructorParameters<typeof PDFDocument>[0])

/** What one sees first: the month, and the one figure most were asked for. */
function cover(sheet: Sheet, { report, language, at }: ReportToPrint, words: ReportWords): void {
  const { content } = report
  sheet.page()
  sheet.ornament((doc) => {
    doc.rect(0, 0, WIDTH, HEIGHT).fill(GROUND)
    doc.rect(0, 0, 9, HEIGHT).fill(KAKI)
  })
  sheet.y = 96
  sheet.text(content.network, { size: 13, weight: 'semibold', colour: KAKI, leading: 20 })
  sheet.gap(96)
  sheet.text(words.title, { size: 42, weight: 'bold', leading: 48, width: ROOM }, 'H1')
  sheet.gap(10)
  sheet.text(upper(monthText(language, report.month)), { size: 24, leading: 32 })
  sheet.text(scopeOf(report, words), { size: 13, colour: FAINT, leading: 22 })
  const state = [report.state === 'draft' && words.draft, report.running && words.running].filter(Boolean).join(' · ')
  sheet.text(state, { size: 11, weight: 'semibold', colour: KAKI, leading: 20 })
  sheet.y = 500
  mainFigure(sheet, report, words)
  sheet.gap(26)
  const opening = report.words.open?.trim()
  if (opening) sheet.text(opening, { size: 11.5, leading: 17, width: ROOM * 0.9 })
  sheet.y = Math.max(sheet.y, HEIGHT - 104)
  sheet.text(words.made(dayText(language, at.toISOString().slice(0, 10))), { size: 9, colour: FAINT })
}

function mainFigure(sheet: Sheet, { content }: Report, words: ReportWords): void {
  const main = content.figures.toSorted((a, b) => b.now.n - a.now.n)[0]
  if (!main || main.now.value === null || main.now.interval === null) {
    sheet.text(words.noFigure, { size: 12, colour: FAINT, width: ROOM * 0.8 })
    return
  }
  const { metric, now } = main
  const say = (value: number) => figureText(words.language, metric, value)
  const range = `${words.interval(say(main.now.interval.low), say(main.now.interval.high))} · ${words.answers(now.n)}`
  sheet.text(METRIC_NAMES[words.language][metric].short, { size: 12, weight: 'semibold', colour: FAINT, leading: 18 })
  sheet.text(say(main.now.value), { size: 60, weight: 'bold', leading: 66, colour: INK })
  sheet.figure(24, `${METRIC_NAMES[words.language][metric].short} : ${say(main.now.value)}, ${range}`, (doc, y) =>
    intervalBar(doc, metric, { value: main.now.value!, ...main.now.interval! }, main.before.value, {
      x: LEFT,
      y: y + 10,
      width: 300,
      track: '#e9dfcd',
    }),
  )
  sheet.text(range, { size: 11, colour: FAINT })
  if (main.before.value !== null) sheet.text(words.monthBefore(say(main.before.value)), { size: 11, colour: FAINT })
}

/** How figures are to be read: below the first of them where there is room, so that it does not stand alone on a last page. */
const METHOD_HEIGHT = 92

function body(sheet: Sheet, report: Report, words: ReportWords): void {
  let told = false
  const method = () =>
    sheet.section(() => {
      told = true
      sheet.need(METHOD_HEIGHT)
      sheet.small(words.method)
      sheet.text(words.methodText, { size: 9, colour: FAINT, leading: 13.5, after: 14 })
    })
  const methodIfRoom = () => {
    if (!told && sheet.fits(METHOD_HEIGHT)) method()
  }
  sheet.page()
  sheet.section(() => sayPages(sheet, report, words))
  methodIfRoom()
  sheet.section(() => themePages(sheet, report, 'praise', words))
  sheet.section(() => themePages(sheet, report, 'hurt', words))
  sheet.section(() => spokenPages(sheet, report, words))
  methodIfRoom()
  sheet.section(() => changedPages(sheet, report, words))
  sheet.section(() => promisePages(sheet, report, words))
  sheet.section(() => decisionPages(sheet, report, words))
  sheet.section(() => callPages(sheet, report, words))
  if (report.comment.trim())
    sheet.section(() => {
      sheet.heading(words.comment)
      sheet.text(report.comment.trim(), { after: 18 })
    })
  if (!told) method()
}

/** Below each page but the cover: whose, of when, which page. */
function footers(doc: Doc, sheet: Sheet, { report, language }: ReportToPrint, words: ReportWords): void {
  const { count } = doc.bufferedPageRange()
  for (let at = 1; at < count; at += 1) {
    doc.switchToPage(at)
    doc.markContent('Artifact', { type: 'Pagination' })
    const small = { size: 8.5, weight: 'regular' as const, colour: FAINT, y: HEIGHT - 48 }
    const left = [report.content.network, words.title, monthText(language, report.month)].filter(Boolean).join(' · ')
    sheet.fonts.line(left, { ...small, x: LEFT })
    const page = words.page(at + 1, count)
    sheet.fonts.line(page, { ...small, x: LEFT + ROOM - sheet.fonts.width(page, 'regular', 8.5) })
    doc.endMarkedContent()
  }
}

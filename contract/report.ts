import { z } from 'zod'
import { because } from './because.ts'
import { decisionState } from './decisions.ts'
import { day, endpoint, id, instant, text } from './endpoint.ts'
import { metric } from './surveys.ts'
import { change, interval, textsByLeaning, voiceChart, voiceFigure, voiceRate } from './voice.ts'

export const reportMonth = z.string().regex(/^20\d\d-(?:0[1-9]|1[0-2])$/u, 'a month, as 2026-11')
const site = z.object({ site: id.optional() })

/** Where head office may write words of its own. */
export const REPORT_SECTIONS = ['open', 'say', 'praise', 'hurt', 'changed', 'promises', 'decisions', 'calls'] as const
export const reportSection = z.enum(REPORT_SECTIONS)
export type ReportSection = (typeof REPORT_SECTIONS)[number]

/** Which words are quoted, and the mark of the text that was quoted: one that was changed since is not quoted any more. */
export const quoteRef = z.object({ verbatimId: id, mark: z.string() })

export const reportTheme = z.object({
  theme: z.string(),
  /** Of a theme of the network's own, by language. */
  title: z.record(z.string(), z.string()),
  good: z.number().int(),
  neutral: z.number().int(),
  bad: z.number().int(),
  quotes: z.array(quoteRef),
})
export type ReportTheme = z.infer<typeof reportTheme>

const reportDecision = z.object({
  id,
  text: z.string(),
  owner: z.string(),
  dueOn: day.nullable(),
  state: decisionState,
  outcome: z.string(),
  late: z.boolean(),
  told: z.number().int(),
  over: z.boolean(),
})

/** What a month says, as it is frozen when the report is closed. No words of a customer and no name of one stand here: they are looked up. */
export const reportContent = z.object({
  from: day,
  to: day,
  network: z.string(),
  /** Empty: the whole network. */
  site: z.string(),
  sites: z.number().int(),
  figures: z.array(z.object({ metric, now: voiceFigure, before: voiceFigure, change: change.nullable() })),
  /** Of the figure that most were asked for. */
  chart: voiceChart.answer.nullable(),
  response: voiceRate,
  opened: voiceRate,
  invited: voiceRate,
  words: textsByLeaning,
  themes: z.array(reportTheme.omit({ quotes: true })),
  praise: z.array(reportTheme),
  hurt: z.array(reportTheme),
  changes: z.array(
    reportTheme.omit({ quotes: true }).extend({
      said: z.enum(['more', 'less']),
      share: voiceRate,
      before: voiceRate,
      /** Points of share, gained or lost. */
      by: z.number().nullable(),
      byInterval: interval.nullable(),
    }),
  ),
  /** Themes looked at together for changes. */
  compared: z.number().int(),
  /** Days we promised on orders, and open complaints. */
  promises: z.object({
    due: z.number().int(),
    kept: z.number().int(),
    late: z.number().int(),
    stillLate: z.number().int(),
  }),
  cases: z.object({
    opened: z.number().int(),
    closed: z.number().int(),
    open: z.number().int(),
    medianDays: z.number().nullable(),
  }),
  decisions: z.object({ taken: z.array(reportDecision), before: z.array(reportDecision) }),
})
export type ReportContent = z.infer<typeof reportContent>

/** A quote as it may be read today. */
const shownQuote = z.object({ verbatimId: id, text: z.string(), by: z.string(), site: z.string(), at: instant })
export type ShownQuote = z.infer<typeof shownQuote>

export const CALL_KINDS = ['settled', 'open', 'praising'] as const
export const reportCall = z.object({
  staff: z.object({ id, name: z.string() }),
  /** Null: nobody may be called this month for them; why stands beside. */
  customerId: id.nullable(),
  customer: z.string(),
  site: z.string(),
  kind: z.enum(CALL_KINDS).nullable(),
  because: z.array(because),
  /** Who knows them: speak to them first. */
  speakTo: z.string(),
  taskId: id.nullable(),
  /** What came of it. */
  task: z.enum(['open', 'done', 'let-go']).nullable(),
})
export type ReportCall = z.infer<typeof reportCall>

export const report = z.object({
  month: reportMonth,
  siteId: id.nullable(),
  state: z.enum(['draft', 'closed']),
  /** The month is not over: figures still come in. */
  running: z.boolean(),
  closedAt: instant.nullable(),
  closedBy: z.string(),
  content: reportContent,
  quotes: z.array(shownQuote),
  calls: z.array(reportCall),
  words: z.partialRecord(reportSection, z.string()),
  comment: z.string(),
  mayWrite: z.boolean(),
})
export type Report = z.output<typeof report>

export const listReports = endpoint({
  name: 'listReports',
  method: 'GET',
  path: '/api/voice/reports',
  access: 'voice.read',
  summary:
    'Months there is something to report on, newest first: closed, in draft, or not begun; whether one waits to be closed.',
  query: site,
  answer: z.object({
    months: z.array(
      z.object({ month: reportMonth, state: z.enum(['draft', 'closed', 'none']), answers: z.number().int() }),
    ),
    /** A draft of a month that is over, of the whole network. */
    waiting: reportMonth.nullable(),
  }),
})

export const readReport = endpoint({
  name: 'readReport',
  method: 'GET',
  path: '/api/voice/reports/:month',
  access: 'voice.read',
  summary:
    'The report of a month: a draft is counted anew each time, a closed one stays as it was. Quotes are looked up: who takes the consent back is quoted no more, in closed ones too.',
  params: z.object({ month: reportMonth }),
  query: site,
  answer: report,
})

export const reportPdf = endpoint({
  name: 'reportPdf',
  method: 'GET',
  path: '/api/voice/reports/:month/pdf',
  access: 'voice.read',
  summary:
    'The same as a PDF to hand out: no name of a customer in it but of those who agreed to be quoted by their first name.',
  params: z.object({ month: reportMonth }),
  query: site.extend({ language: z.enum(['fr', 'en']).optional() }),
  answer: z.string(),
})

export const writeReport = endpoint({
  name: 'writeReport',
  method: 'PATCH',
  path: '/api/voice/reports/:month',
  access: 'voice.manage',
  summary: 'Words of head office, section by section, and its comment.',
  params: z.object({ month: reportMonth }),
  query: site,
  body: z.object({ words: z.partialRecord(reportSection, text(4000)), comment: text(4000) }).partial(),
})

export const closeReport = endpoint({
  name: 'closeReport',
  method: 'POST',
  path: '/api/voice/reports/:month/state',
  access: 'voice.manage',
  summary: 'Closes it as it stands, or opens it again.',
  params: z.object({ month: reportMonth }),
  query: site,
  body: z.object({ state: z.enum(['draft', 'closed']) }),
})

const memberParams = z.object({ month: reportMonth, staff: id })
export const chooseOther = endpoint({
  name: 'chooseOther',
  method: 'POST',
  path: '/api/voice/reports/:month/calls/:staff/other',
  access: 'voice.manage',
  summary: 'Another customer for this member of the committee; the one before is not proposed again this month.',
  params: memberParams,
  query: site,
})

export const takeCall = endpoint({
  name: 'takeCall',
  method: 'POST',
  path: '/api/voice/reports/:month/calls/:staff/task',
  access: 'voice.read',
  summary:
    'Puts the call on the short list of the member of the committee. One’s own, or anybody’s for those who manage the voice.',
  params: memberParams,
  query: site,
  answer: z.object({ taskId: id }),
})

export const readCommittee = endpoint({
  name: 'readCommittee',
  method: 'GET',
  path: '/api/voice/committee',
  access: 'voice.read',
  summary: 'Who sits on the committee that reads the report.',
  answer: z.object({ members: z.array(z.object({ id, name: z.string() })), mayWrite: z.boolean() }),
})

export const setCommittee = endpoint({
  name: 'setCommittee',
  method: 'PUT',
  path: '/api/voice/committee',
  access: 'voice.manage',
  reach: 'network',
  summary: 'Says who sits on it.',
  body: z.object({ staffIds: z.array(id).max(40) }),
})

import { z } from 'zod'
import { day, endpoint, id, line } from './endpoint.ts'
import { FOLLOW_UP_KINDS, metric } from './surveys.ts'

export const interval = z.object({ low: z.number(), high: z.number() })

/**
 * A figure with what it rests on. NPS: promoters less detractors, −100 to 100. CSAT and CES: per cent on the good side of the middle of their
 * scale. Stars: their mean, 1 to 5.
 */
export const voiceFigure = z.object({
  n: z.number().int(),
  happy: z.number().int(),
  between: z.number().int(),
  unhappy: z.number().int(),
  /** Null under five answers: too few to tell. */
  value: z.number().nullable(),
  interval: interval.nullable(),
})
export type VoiceFigure = z.infer<typeof voiceFigure>

/** A share of some that could have: how many, of how many, and its interval. */
export const voiceRate = z.object({ k: z.number().int(), n: z.number().int(), interval: interval.nullable() })
export type VoiceRate = z.infer<typeof voiceRate>

/** Texts by the way they lean, of those that count; and how many are kept but not counted. */
export const textsByLeaning = z.object({
  n: z.number().int(),
  good: z.number().int(),
  neutral: z.number().int(),
  bad: z.number().int(),
  mixed: z.number().int(),
  leftOut: z.number().int(),
})

/** What the figures are narrowed to; days are UTC's, both ends counted. The last ninety days when nothing is said. */
export const voiceFilter = z.object({
  site: id.optional(),
  moment: line(60).optional(),
  service: line(60).optional(),
  channel: line(40).optional(),
  from: day.optional(),
  to: day.optional(),
})
export type VoiceFilter = z.output<typeof voiceFilter>
const period = z.object({ from: day, to: day })

export const change = z.object({
  by: z.number(),
  interval,
  /** How likely it is higher than it was. */
  higher: z.number(),
  said: z.enum(['higher', 'lower', 'cannot-tell']),
  /** With this many answers a smaller change would mostly go unseen. */
  seenFrom: z.number(),
})
export type Change = z.infer<typeof change>

export const voiceFigures = endpoint({
  name: 'voiceFigures',
  method: 'GET',
  path: '/api/voice/figures',
  access: 'voice.read',
  summary:
    'What customers say in figures: NPS, CSAT, CES and stars with their numbers and intervals, beside the period before; response and invitation rates; how their words lean. Of the sites where the right is held.',
  query: voiceFilter,
  answer: z.object({
    period,
    before: period,
    metrics: z.array(
      z.object({
        metric,
        now: voiceFigure,
        before: voiceFigure,
        /** Null where one of the two rests on too few. */
        change: change.nullable(),
        /** Answers by step of the scale, the bad end first, on each scale that was asked. */
        scales: z.array(z.object({ steps: z.number().int(), counts: z.array(z.number().int()) })),
        /** Kept but not counted. */
        leftOut: z.number().int(),
      }),
    ),
    /** Of those invited, who answered; of those who were here, who was invited. */
    response: voiceRate,
    opened: voiceRate,
    invited: voiceRate,
    words: textsByLeaning.extend({
      kinds: z.object({
        compliment: z.number().int(),
        problem: z.number().int(),
        suggestion: z.number().int(),
        question: z.number().int(),
      }),
      alerts: z.object({
        callback: z.number().int(),
        promise: z.number().int(),
        leaving: z.number().int(),
        urgent: z.number().int(),
      }),
    }),
    /** What there is to narrow by, in this period and on these sites. */
    choices: z.object({
      moments: z.array(z.object({ key: z.string(), title: z.string() })),
      services: z.array(z.string()),
      channels: z.array(z.string()),
    }),
  }),
})
export type VoiceFiguresAnswer = z.output<typeof voiceFigures.answer>

export const BREAKDOWNS = ['site', 'moment', 'service', 'channel'] as const
export const breakdownBy = z.enum(BREAKDOWNS)
export type BreakdownBy = z.infer<typeof breakdownBy>
export const ZONES = ['in', 'above', 'far-above', 'below', 'far-below'] as const

export const voiceBreakdown = endpoint({
  name: 'voiceBreakdown',
  method: 'GET',
  path: '/api/voice/breakdown',
  access: 'voice.read',
  summary:
    'One figure by site, moment, service or channel. Places are given only where two surely differ, all pairs taken together; few answers are drawn towards the whole; sites outside what chance makes of their number are marked.',
  query: voiceFilter.extend({ metric: metric.default('nps'), by: breakdownBy.default('site') }),
  answer: z.object({
    period,
    metric,
    by: breakdownBy,
    all: voiceFigure,
    rows: z.array(
      z.object({
        key: z.string(),
        title: z.string(),
        figure: voiceFigure,
        /** Best first; two that cannot be told apart share their places. Null: too few to tell. */
        place: z.object({ from: z.number().int(), to: z.number().int() }).nullable(),
        /** Its value drawn towards the whole, and how much of its own is left in it. */
        shrunk: z.number().nullable(),
        own: z.number(),
        zone: z.enum(ZONES).nullable(),
        response: voiceRate,
      }),
    ),
    said: z.enum(['few', 'alike', 'partly', 'apart']),
    /** Fewer answers are not ranked. */
    enough: z.number().int(),
    /** How far apart they truly lie, beyond chance: a standard deviation in the unit of the figure. */
    apart: z.number(),
    /** Limits of the funnel: centre ± z × reach / √n. */
    funnel: z.object({ centre: z.number(), reach: z.number(), over: z.number() }).nullable(),
  }),
})
export type VoiceBreakdownAnswer = z.output<typeof voiceBreakdown.answer>

export const voiceChart = endpoint({
  name: 'voiceChart',
  method: 'GET',
  path: '/api/voice/chart',
  access: 'voice.read',
  summary:
    'One figure week by week over the year that ends the period, with control limits, and in words whether it is a change and since when, or noise.',
  query: voiceFilter.omit({ from: true }).extend({ metric: metric.default('nps') }),
  answer: z.object({
    metric,
    points: z.array(
      z.object({ from: day, to: day, figure: voiceFigure, low: z.number().nullable(), high: z.number().nullable() }),
    ),
    baseline: z
      .object({ from: day, to: day, points: z.number().int(), n: z.number().int(), centre: z.number() })
      .nullable(),
    said: z.enum(['few', 'noise', 'up', 'down']),
    since: day.nullable(),
    was: z.number().nullable(),
    is: z.number().nullable(),
    /** Points between two false alarms, on average. */
    falseAlarm: z.number().int(),
  }),
})
export type VoiceChartAnswer = z.output<typeof voiceChart.answer>

export const voiceThemes = endpoint({
  name: 'voiceThemes',
  method: 'GET',
  path: '/api/voice/themes',
  access: 'voice.read',
  summary:
    'Themes: in what share of their words, how good and bad weigh against each other, and whether this changed against the period before, all themes taken together.',
  query: voiceFilter,
  answer: z.object({
    period,
    before: period,
    /** Verbatims counted, now and before. */
    n: z.number().int(),
    nBefore: z.number().int(),
    themes: z.array(
      z.object({
        theme: z.string(),
        /** Of the network's own themes: what they are called. */
        title: z.string(),
        good: z.number().int(),
        neutral: z.number().int(),
        bad: z.number().int(),
        share: voiceRate,
        before: voiceRate,
        /** Good less bad, −100 to 100. */
        balance: z.number().nullable(),
        /** So few spoke of it that the balance is drawn towards the middle. */
        shrunk: z.boolean(),
        balanceInterval: interval.nullable(),
        /** Points of share, gained or lost. */
        by: z.number().nullable(),
        /** Wide enough for all themes looked at together: it holds nought where no change is told. */
        byInterval: interval.nullable(),
        /** Sure, though all themes are looked at together (Benjamini–Hochberg, 5 %). */
        said: z.enum(['more', 'less', 'cannot-tell', 'few']),
      }),
    ),
  }),
})
export type VoiceThemesAnswer = z.output<typeof voiceThemes.answer>

export const voiceFollowUps = endpoint({
  name: 'voiceFollowUps',
  method: 'GET',
  path: '/api/voice/follow-ups',
  access: 'voice.read',
  summary:
    'What was chosen under the questions that follow, by survey: of those who answered each, how many made each choice, with its interval. Words are read instead. Of the sites where the right is held.',
  query: voiceFilter,
  answer: z.object({
    period,
    surveys: z.array(
      z.object({
        id,
        title: z.string(),
        questions: z.array(
          z.object({
            key: z.string(),
            kind: z.enum(FOLLOW_UP_KINDS),
            title: z.string(),
            /** How many answered it; of several choices each may be one of them. */
            n: z.number().int(),
            choices: z.array(z.object({ key: z.string(), title: z.string(), share: voiceRate })),
          }),
        ),
      }),
    ),
  }),
})
export type VoiceFollowUps = z.output<typeof voiceFollowUps.answer>

export const exportFollowUps = endpoint({
  name: 'exportFollowUps',
  method: 'GET',
  path: '/api/voice/follow-ups.csv',
  access: 'voice.read',
  summary: 'The same as CSV: a line for each choice.',
  query: voiceFilter,
  answer: z.string(),
})

export const exportVoice = endpoint({
  name: 'exportVoice',
  method: 'GET',
  path: '/api/voice/figures.csv',
  access: 'voice.read',
  summary: 'The breakdown of every figure as CSV: numbers, intervals, what is drawn towards the whole, response.',
  query: voiceFilter.extend({ by: breakdownBy.default('site') }),
  answer: z.string(),
})

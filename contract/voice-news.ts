import { z } from 'zod'
import { day, endpoint, id, instant, line } from './endpoint.ts'

/** A sentence of somebody, with the stretch that was found in it. What nobody needs to see is covered. */
export const quote = z.object({
  verbatimId: id,
  at: instant,
  siteId: id.nullable(),
  site: z.string(),
  text: z.string(),
  /** Where the phrase stands in it, in UTF-16 units; both nought where it stands there no more. */
  from: z.number().int(),
  to: z.number().int(),
  polarity: z.number().int(),
})
export type Quote = z.infer<typeof quote>

export const found = z.object({
  phrase: z.string(),
  /** As it is compared: folded, without plurals. */
  key: z.string(),
  direction: z.enum(['more', 'less']),
  /** In how many people's words it stands, now and before. */
  now: z.number().int(),
  before: z.number().int(),
  /** How many times as often as before, drawn towards one where few said it, with its interval. */
  times: z.number(),
  low: z.number(),
  high: z.number(),
  good: z.number().int(),
  bad: z.number().int(),
  quotes: z.array(quote),
  /** The theme of the network's own that has it already. */
  theme: z.string().nullable(),
})
export type Found = z.infer<typeof found>

export const voiceNews = endpoint({
  name: 'voiceNews',
  method: 'GET',
  path: '/api/voice/news',
  access: 'voice.read',
  summary:
    'What people say now that they did not say in the six months before, and what they say no longer: phrases with how sure and in whose words. Looked for each night, for the network and for each site.',
  query: z.object({ site: id.optional() }),
  answer: z.object({
    /** Null: not looked yet. */
    look: z
      .object({
        from: day,
        to: day,
        beforeFrom: day,
        /** People who wrote, now and before. */
        now: z.number().int(),
        before: z.number().int(),
        tested: z.number().int(),
        /** A matter that nobody raised before is found four times in five from this share on; null: hardly ever. */
        seenFrom: z.number().nullable(),
        said: z.enum(['found', 'nothing', 'few']),
        at: instant,
      })
      .nullable(),
    found: z.array(found),
    hushed: z.array(z.string()),
  }),
})
export type VoiceNews = z.output<typeof voiceNews.answer>

export const lookForNews = endpoint({
  name: 'lookForNews',
  method: 'POST',
  path: '/api/voice/news/look',
  access: 'voice.read',
  summary: 'Looks now, and not tonight. It takes some seconds; the last look stands until then.',
  body: z.object({ site: id.optional() }),
})
export const hushPhrase = endpoint({
  name: 'hushPhrase',
  method: 'POST',
  path: '/api/voice/news/hush',
  access: 'voice.manage',
  reach: 'network',
  summary: 'A phrase that is not worth showing is not shown any more; or is again.',
  body: z.object({ key: line(200).min(1), hushed: z.boolean() }),
})

const list = z.array(line(80).min(2)).max(40).default([])
const words = z.object({ fr: list, en: list })
export const ownThemeDraft = z.object({
  /** What it is called, in each language. */
  title: z.object({ fr: line(60).min(1), en: line(60).min(1) }),
  /** Words and phrases that speak of it, by language. */
  words: words.refine(({ fr, en }) => fr.length + en.length > 0, 'one word at least'),
})
export type OwnThemeDraft = z.output<typeof ownThemeDraft>
export const ownTheme = ownThemeDraft.extend({
  slug: z.string(),
  createdAt: instant,
  archivedAt: instant.nullable(),
  /** In how many verbatims of the last ninety days it was read. */
  n: z.number().int(),
})
export type OwnTheme = z.output<typeof ownTheme>
const slugParams = z.object({
  slug: z
    .string()
    .max(60)
    .regex(/^[a-z0-9][a-z0-9-]*$/u),
})

export const listOwnThemes = endpoint({
  name: 'listOwnThemes',
  method: 'GET',
  path: '/api/voice/own-themes',
  access: 'signed-in',
  summary: 'The themes of the network’s own, those put away as well.',
  answer: z.object({ themes: z.array(ownTheme) }),
})
export const previewOwnTheme = endpoint({
  name: 'previewOwnTheme',
  method: 'POST',
  path: '/api/voice/own-themes/preview',
  access: 'voice.read',
  summary: 'How many verbatims of the last ninety days these words would find, with some of them.',
  body: ownThemeDraft.pick({ words: true }),
  answer: z.object({
    n: z.number().int(),
    of: z.number().int(),
    /** Not all were read: the newest of so many. */
    capped: z.boolean(),
    quotes: z.array(quote),
  }),
})
export const createOwnTheme = endpoint({
  name: 'createOwnTheme',
  method: 'POST',
  path: '/api/voice/own-themes',
  access: 'voice.manage',
  reach: 'network',
  summary: 'A theme of the network’s own. What was said in the last thirteen months is read for it.',
  body: ownThemeDraft,
  answer: ownTheme,
})
export const changeOwnTheme = endpoint({
  name: 'changeOwnTheme',
  method: 'PUT',
  path: '/api/voice/own-themes/:slug',
  access: 'voice.manage',
  reach: 'network',
  summary: 'Its title and its words.',
  params: slugParams,
  body: ownThemeDraft,
  answer: ownTheme,
})
export const archiveOwnTheme = endpoint({
  name: 'archiveOwnTheme',
  method: 'POST',
  path: '/api/voice/own-themes/:slug/archive',
  access: 'voice.manage',
  reach: 'network',
  summary: 'Put away, or brought back: put away, nothing is read for it any more.',
  params: slugParams,
  body: z.object({ archived: z.boolean() }),
  answer: ownTheme,
})

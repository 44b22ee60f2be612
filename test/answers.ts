import type { Reading } from '../contract/reading.ts'
import { SCALE_OF } from '../contract/surveys.ts'
import type { AnswerAbout } from '../server/feedback/about.ts'
import type { Reader } from '../server/feedback/reading.ts'
import type { Given, Recorded } from '../server/flows/feedback/given.ts'
import { recordAnswer } from '../server/flows/feedback/record-answer.flow.ts'
import type { House } from '../server/kit/house.ts'

const NOBODY: AnswerAbout = {
  customerId: null,
  siteId: null,
  staffId: null,
  assetId: null,
  orderId: null,
  visitId: null,
  moment: null,
  service: null,
}

/** What a test says of an answer; the rest is an NPS by mail. */
export type Answering = Partial<Omit<Given, 'about'>> & { about?: Partial<AnswerAbout> }

/** Somebody answers, by the door every answer comes in by. */
export const answers = (house: House, reader: Reader, { about, ...over }: Answering): Promise<Recorded> =>
  recordAnswer(house, reader, {
    text: '',
    metric: 'nps',
    scale: SCALE_OF.nps,
    score: null,
    language: 'fr',
    channel: 'email',
    survey: null,
    invitationId: null,
    doorId: null,
    deviceKey: null,
    followUps: {},
    quote: null,
    leftOut: null,
    at: house.now(),
    ...over,
    about: { ...NOBODY, ...about },
  })

/** A reader that knows a handful of words, and marks them: what a story needs said, said plainly. */
export function plainReader(name = 'plain-1', over: (text: string) => Partial<Reading> = () => ({})): Reader {
  const SAYS: [RegExp, Partial<Reading>, string, number][] = [
    [/merci|parfait|bravo|lovely/giu, { polarity: 1, kinds: ['compliment'] }, 'polarity', 2],
    [/attend\p{L}*|menti|nul|incapable|scandale/giu, { polarity: -1, kinds: ['problem'] }, 'polarity', -2],
    [/attend\p{L}*/giu, { themes: [{ theme: 'waiting', polarity: -1, sure: 0.9 }] }, 'waiting', 1.5],
    [/cher/giu, { themes: [{ theme: 'price', polarity: -1, sure: 0.8 }] }, 'price', 1],
    [/rappelez/giu, { callback: true }, 'callback', 2],
    [/freins?/giu, { urgent: true }, 'urgent', 2],
    [/plus jamais/giu, { leaving: true }, 'leaving', 2],
    [/promis/giu, { promise: true }, 'promise', 2],
  ]
  return {
    name,
    read(text) {
      const reading: Reading = {
        language: /\b(?:the|you|lovely)\b/iu.test(text) ? 'en' : 'fr',
        polarity: 0,
        sure: 0.5,
        mixed: false,
        themes: [],
        kinds: [],
        callback: false,
        promise: false,
        leaving: false,
        urgent: false,
        praised: [],
        marks: [],
        reader: name,
      }
      for (const [pattern, says, finding, weight] of SAYS)
        for (const match of text.matchAll(pattern)) {
          reading.marks.push({ from: match.index, to: match.index + match[0].length, for: finding, weight })
          if (reading.polarity !== 0 && says.polarity && says.polarity !== reading.polarity) reading.mixed = true
          Object.assign(reading, { ...says, sure: 0.9, ...(says.themes ? { themes: merged(reading, says) } : {}) })
        }
      for (const match of text.matchAll(/(?:merci à|bravo) (\p{Lu}\p{L}+)/giu)) reading.praised.push(match[1]!)
      return { ...reading, ...over(text) }
    },
  }
}

const merged = (reading: Reading, says: Partial<Reading>): Reading['themes'] => [
  ...reading.themes.filter(({ theme }) => theme !== says.themes?.[0]?.theme),
  ...(says.themes ?? []),
]

import type { Alert, Polarity, Reading } from '../../contract/reading.ts'
import { fold } from '../plain/fold.ts'
import type { Reader } from './reading.ts'

const SAYS: Record<Alert, RegExp> = {
  callback: /\b(?:rappel(?:ez|er) (?:moi|nous)|merci de (?:me|nous) (?:rappeler|contacter)|call me|ring me)\b/u,
  promise: /\b(?:promis|deviez me|devait me|promised|were to call)\b/u,
  leaving: /\b(?:derniere fois|plus les pieds|changer de (?:garage|concession)|never (?:again|coming back))\b/u,
  urgent: /\b(?:frein|danger|dangereux|brake|stranded|dgccrf)\w*\b/u,
}
const GOOD = /\b(?:merci|parfait|super|excellent|impeccable|bravo|satisfait|great|perfect|thanks|lovely)\w*\b/gu
const BAD = /\b(?:decu|nul|attend|jamais|inadmissible|scandale|cher|panne|rude|awful|never|late)\w*\b/gu

/** Reads by a few words alone: what stands in while no weights are there. */
export function openReader(): Reader {
  return {
    name: 'words-0',
    read(text): Reading {
      const words = fold(text)
      const lean = (words.match(GOOD)?.length ?? 0) - (words.match(BAD)?.length ?? 0)
      return {
        language: 'fr',
        polarity: Math.sign(lean) as Polarity,
        sure: lean === 0 ? 0.4 : 0.7,
        mixed: false,
        themes: [],
        kinds: [],
        callback: SAYS.callback.test(words),
        promise: SAYS.promise.test(words),
        leaving: SAYS.leaving.test(words),
        urgent: SAYS.urgent.test(words),
        praised: [],
        marks: [],
        reader: 'words-0',
      }
    },
  }
}

import type { Mark } from '../../contract/reading.ts'
import type { Band } from '../../contract/surveys.ts'
import { isUnkind } from './beside-score.ts'
import { unfitForThanks } from './delicate.ts'
import type { NameFound } from './names.ts'
import { type PrivateKind, privateSpans, type Span } from './private.ts'

/** A stretch that is hidden: the screen says what stands there. */
export interface Hidden extends Span {
  for: PrivateKind | 'colleague'
}
export interface Masked {
  text: string
  hidden: Hidden[]
}

/** What stands for a unit that is not shown. */
const COVER = '•'

/**
 * Covers stretches of a text, unit for unit: what stood at a place before stands there still, so marks hold. Two that touch or overlap are one.
 */
export function cover(text: string, spans: readonly Hidden[]): Masked {
  const hidden: Hidden[] = []
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = hidden.at(-1)
    if (last && span.from < last.to) last.to = Math.max(last.to, span.to)
    else if (span.to > span.from) hidden.push({ ...span })
  }
  let shown = ''
  let at = 0
  for (const { from, to } of hidden) {
    shown += text.slice(at, from) + COVER.repeat(to - from)
    at = to
  }
  return { text: shown + text.slice(at), hidden }
}

/** What is shown of a text to who reads it. */
export interface Sees {
  /** Numbers, accounts and addresses. */
  numbers: boolean
  /** Names of colleagues in words that are not kind. */
  names: boolean
}

/**
 * The words of a customer as a screen shows them. Numbers and addresses are covered but for who handles the matter. Names of people who work
 * here are covered for colleagues where the words are not kind to them, speak of what is theirs alone, or the score over them is not kind: praise is everybody's to read, an insult
 * is their manager's.
 */
export function shownWords(
  words: { text: string; polarity: number; mixed: boolean; band: Band | null; praised: readonly string[] },
  names: readonly NameFound[],
  sees: Sees,
): Masked {
  const kept = words.praised.flatMap((name) => placesOf(words.text, name))
  const spans: Hidden[] = [
    ...(sees.numbers ? [] : privateSpans(words.text)),
    ...(sees.names || !(isUnkind(words) || unfitForThanks(words.text))
      ? []
      : names
          .filter((name) => !kept.some((place) => place.from <= name.from && name.to <= place.to))
          .map(({ from, to }) => ({ from, to, for: 'colleague' as const }))),
  ]
  return cover(words.text, spans)
}

/** Where a praised name stands: it was taken from the text as it is. */
function placesOf(text: string, name: string): Span[] {
  const places: Span[] = []
  if (!name) return places
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length))
    places.push({ from: at, to: at + name.length })
  return places
}

/** The marks that may be shown: those of findings that still stand, on what can be read. */
export function shownMarks(marks: readonly Mark[], stands: (finding: string) => boolean, { hidden }: Masked): Mark[] {
  return marks.filter(
    (mark) => stands(mark.for) && !hidden.some((span) => span.from <= mark.from && mark.to <= span.to),
  )
}

import type { FollowUp } from '../../contract/surveys.ts'
import { keptWords } from './read-sent.ts'

/** What somebody wrote in answer to a question that follows. */
export interface More {
  key: string
  text: string
}

/** A blank line. */
export const BETWEEN = '\n\n'

/** The answers to what follows that are words, in the order they were asked in. */
export const saidMore = (questions: readonly FollowUp[], answers: Readonly<Record<string, unknown>>): More[] =>
  questions.flatMap(({ key, kind }) => {
    const said = answers[key]
    const text = kind === 'text' && typeof said === 'string' ? keptWords(said).text : ''
    return text ? [{ key, text }] : []
  })

/** All that somebody wrote in one answer, as it is read: their own words first. The database has the same as `feedback.whole`. */
export const wholeWords = (text: string, more: readonly More[]): string =>
  [text, ...more.map((each) => each.text)].filter(Boolean).join(BETWEEN)

export interface Place {
  /** Of which question; null: their own words. */
  key: string | null
  from: number
  to: number
}

/** Where each of them stands in the whole. */
export function placesIn(text: string, more: readonly More[]): Place[] {
  const places: Place[] = []
  let at = 0
  for (const each of [{ key: null, text }, ...more]) {
    if (!each.text) continue
    if (places.length > 0) at += BETWEEN.length
    places.push({ key: each.key, from: at, to: at + each.text.length })
    at += each.text.length
  }
  return places
}

/** Spans of the whole that lie in one of its parts, as they stand there; what reaches over its end is cut. */
export const within = <S extends { from: number; to: number }>(spans: readonly S[], { from, to }: Place): S[] =>
  spans
    .filter((span) => span.from < to && span.to > from)
    .map((span) => ({ ...span, from: Math.max(span.from, from) - from, to: Math.min(span.to, to) - from }))

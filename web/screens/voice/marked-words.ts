import type { HiddenSpan, Verbatim } from '../../../contract/feedback.ts'
import { ALERTS, KINDS, type Mark } from '../../../contract/reading.ts'

/** What a marked word speaks for, the strongest first: one look for each, told apart by line and weight, not by colour alone. */
const MEANINGS = ['alert', 'good', 'bad', 'praised', 'theme', 'kind'] as const
export type Meaning = (typeof MEANINGS)[number]

export interface Segment {
  from: number
  text: string
  /** What is covered here. */
  hidden: HiddenSpan['for'] | null
  /** The look of it; null: plain words. */
  meaning: Meaning | null
  /** Everything it speaks for. */
  marks: Mark[]
}

function meaningOf(mark: Mark): Meaning {
  if (mark.for === 'polarity') return mark.weight < 0 ? 'bad' : 'good'
  if (mark.for === 'praised') return 'praised'
  if ((ALERTS as readonly string[]).includes(mark.for)) return 'alert'
  return (KINDS as readonly string[]).includes(mark.for) ? 'kind' : 'theme'
}

/** A word counts where it says nearly half as much as the strongest of its finding: little words that lean a little are no reason. */
const COUNTS = 0.45

/** Words that hold a sentence together: alone they are no reason anybody could follow, whatever the reader made of them. Those that turn a meaning are not here. */
const LITTLE = new Set(
  `à a au aux avec ce cela ces cet cette dans de des du elle en est et eu il ils je la le les leur lui ma me mes moi mon nos notre nous on ont ou où par pour que qui sa se
  ses si son sur ta te toi tu un une vos votre vous y été était être avoir the an and as at be by for from has have he her his i in is it its me my of on or our she so that
  they this to us was we were with you your`.split(/\s+/u),
)
const saysSomething = (text: string, { from, to }: Mark): boolean =>
  (text.slice(from, to).match(/[\p{L}\p{M}]{2,}/gu) ?? []).some((word) => !LITTLE.has(word.toLowerCase()))

/** Marks that somebody can follow: of a word with a meaning of its own. A lone « à », « h » or « 2 » is none. */
export const tellingMarks = (text: string, marks: readonly Mark[]): Mark[] =>
  marks.filter((mark) => saysSomething(text, mark))

/** The words that were the reason, for each finding. */
export function reasonsOf(marks: readonly Mark[]): Mark[] {
  const key = (mark: Mark) => `${mark.for} ${Math.sign(mark.weight)}`
  const strongest = new Map<string, number>()
  for (const mark of marks) strongest.set(key(mark), Math.max(strongest.get(key(mark)) ?? 0, Math.abs(mark.weight)))
  return marks.filter((mark) => Math.abs(mark.weight) >= COUNTS * (strongest.get(key(mark)) ?? 0))
}

/**
 * Cuts a text where a mark or a cover begins or ends: each piece knows all it speaks for. Neighbours of one look are one piece, with the blank
 * between them. What is out of place is left aside.
 */
export function segmentsOf(text: string, marks: readonly Mark[], hidden: readonly HiddenSpan[]): Segment[] {
  return joined(piecesOf(text, marks, hidden))
}

function joined(pieces: readonly Segment[]): Segment[] {
  const made: Segment[] = []
  pieces.forEach((piece, n) => {
    const before = made.at(-1)
    const after = pieces[n + 1]
    const bridges = !piece.meaning && !piece.hidden && /^\s+$/u.test(piece.text) && after && alike(before, after)
    if (before && (alike(before, piece) || bridges)) {
      before.text += piece.text
      before.marks = [...new Set([...before.marks, ...piece.marks])]
    } else made.push({ ...piece })
  })
  return made
}
const alike = (a: Segment | undefined, b: Segment): boolean =>
  a !== undefined && a.meaning !== null && a.meaning === b.meaning && !a.hidden && !b.hidden

function piecesOf(text: string, marks: readonly Mark[], hidden: readonly HiddenSpan[]): Segment[] {
  const within = <S extends { from: number; to: number }>(span: S) =>
    span.from >= 0 && span.from < span.to && span.to <= text.length
  const known = marks.filter(within)
  const covers = hidden.filter(within)
  const cuts = new Set([0, text.length])
  for (const { from, to } of [...known, ...covers]) cuts.add(from).add(to)
  const places = [...cuts].sort((a, b) => a - b)
  return places.slice(0, -1).map((from, n) => {
    const to = places[n + 1]!
    const here = known.filter((mark) => mark.from <= from && to <= mark.to)
    const meanings = new Set(here.map(meaningOf))
    return {
      from,
      text: text.slice(from, to),
      hidden: covers.find((span) => span.from <= from && to <= span.to)?.for ?? null,
      meaning: MEANINGS.find((meaning) => meanings.has(meaning)) ?? null,
      marks: here,
    }
  })
}

/** All they wrote in one answer with the marks on all of it: their own words, then what they wrote under the questions that followed. */
export function wholeOf(said: Pick<Verbatim, 'text' | 'marks' | 'hidden' | 'language' | 'followUps'>) {
  const whole = { text: said.text, marks: [...said.marks], hidden: [...said.hidden], language: said.language }
  for (const { text, marks, hidden } of said.followUps) {
    if (text === '') continue
    const at = whole.text.length + 1
    whole.text += `\n${text}`
    whole.marks.push(...marks.map((mark) => ({ ...mark, from: mark.from + at, to: mark.to + at })))
    whole.hidden.push(...hidden.map((span) => ({ ...span, from: span.from + at, to: span.to + at })))
  }
  return whole
}

/** The words of each finding, the strongest first: « waiting: attendu, deux heures ». */
export function wordsOf(text: string, marks: readonly Mark[]): { for: string; sign: number; words: string[] }[] {
  const byFinding = Map.groupBy(marks, (mark) =>
    mark.for === 'polarity' ? `polarity ${Math.sign(mark.weight)}` : mark.for,
  )
  const weight = (found: readonly Mark[]) => Math.max(...found.map((mark) => Math.abs(mark.weight)))
  return [...byFinding.values()]
    .sort((a, b) => weight(b) - weight(a))
    .map((found) => ({
      for: found[0]!.for,
      sign: Math.sign(found[0]!.weight),
      words: [...new Set(found.map((mark) => text.slice(mark.from, mark.to).trim()))].filter(Boolean),
    }))
}

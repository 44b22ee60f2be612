import { unfitForThanks } from '../feedback/delicate.ts'
import { isInsulting } from '../feedback/insults.ts'
import { fold } from '../plain/fold.ts'

/** Words whose author said yes to being quoted. */
export interface Quotable {
  verbatimId: string
  /** Who said it: their customer, or the answer where nobody knows. */
  author: string
  siteId: string | null
  text: string
  /** How sure the reader is of this theme in them. */
  sure: number
}

/** Shorter says nothing, longer is not read on a page. */
const FEWEST_LETTERS = 25
const MOST_LETTERS = 420
/** A sentence or two. */
const BEST_LETTERS = 140

/**
 * Which words stand for a theme: those that insult nobody, that are surely about it and of a length one reads; never two of one author in a report, and of another
 * place rather than of the same again. The same words give the same choice.
 * @param used authors, sites and sentences quoted already; grows
 */
export function chooseQuotes(
  all: readonly Quotable[],
  most: number,
  used: { authors: Set<string>; sites: Set<string>; texts: Set<string> },
): Quotable[] {
  const chosen: Quotable[] = []
  const able = all.filter(
    ({ text }) =>
      text.length >= FEWEST_LETTERS && text.length <= MOST_LETTERS && !isInsulting(text) && !unfitForThanks(text),
  )
  while (chosen.length < most) {
    const best = able
      .filter((one) => !used.authors.has(one.author) && sentencesOf(one.text).every((each) => !used.texts.has(each)))
      .map((one) => ({ one, worth: worthOf(one) - (used.sites.has(one.siteId ?? '') ? 0.25 : 0) }))
      .sort((a, b) => b.worth - a.worth || a.one.verbatimId.localeCompare(b.one.verbatimId))[0]
    if (!best) break
    chosen.push(best.one)
    used.authors.add(best.one.author)
    used.sites.add(best.one.siteId ?? '')
    for (const each of sentencesOf(best.one.text)) used.texts.add(each)
  }
  return chosen
}

/** Its sentences, folded; a word or two that many say are none of its own. */
const sentencesOf = (text: string): string[] => {
  const said = text
    .split(/[.!?…\n]+/u)
    .map(fold)
    .filter((each) => each.length >= FEWEST_LETTERS)
  return said.length > 0 ? said : [fold(text)]
}

/** Sure is worth most; a text half or twice as long as one reads gladly loses a third. */
const worthOf = ({ sure, text }: Quotable): number => sure - Math.abs(Math.log2(text.length / BEST_LETTERS)) / 3

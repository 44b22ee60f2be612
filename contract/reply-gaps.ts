/** What words to begin an answer with leave to the writer, in square brackets; nothing leaves with one of them. */
export const REPLY_GAPS = {
  fr: {
    done: 'Ce que j’ai déjà fait, ce que je propose, et pour quand…',
    offer: 'Ce que je propose…',
    answer: 'La réponse…',
    answerIn: 'la réponse…',
  },
  en: {
    done: 'What I have done already, what I suggest, and by when…',
    offer: 'What I suggest…',
    answer: 'The answer…',
    answerIn: 'the answer…',
  },
} as const

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .replaceAll('’', "'")
    .match(/[\p{L}\p{N}']+/gu) ?? []
const ALL = Object.values(REPLY_GAPS)
  .flatMap((gaps) => Object.values(gaps))
  .map(wordsOf)

/** Two words are enough to know a gap by: « [Ce que] » is one, « [voir la photo] » is what somebody wrote. */
const ENOUGH = 2
const sameWords = (a: readonly string[], b: readonly string[]): boolean =>
  a.length > 0 && a.length === b.length && a.every((word, at) => word === b[at])

/**
 * The first gap that still stands in these words, as it stands there; null: none. It is empty, or holds an ellipsis, or begins or ends as one
 * of ours does. Whatever else people write in brackets is theirs to write.
 */
export function gapIn(text: string): string | null {
  for (const [whole, inside = '', closing] of text.matchAll(/\[([^\]\n]*)(\]?)/gu)) {
    const words = wordsOf(inside)
    const open = words.length === 0 || /…|\.{3}/u.test(inside)
    const ours = ALL.some(
      (gap) =>
        sameWords(words.slice(0, ENOUGH), gap.slice(0, Math.min(ENOUGH, words.length))) ||
        (words.length >= ENOUGH && sameWords(words.slice(-ENOUGH), gap.slice(-ENOUGH))),
    )
    if (ours || (closing && open)) return whole
  }
  return null
}

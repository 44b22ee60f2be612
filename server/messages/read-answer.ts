import { valueAt } from '../plain/value-at.ts'

/** What an owner says of their provider's answers. */
export interface AnswerRules {
  /** Where in the JSON it stands; empty: anywhere in the text. */
  path: string
  /** Values, or words, of an answer that took the message. */
  accepted: readonly string[]
  /** Those of one that did not. */
  refused: readonly string[]
}

export type ReadAnswer = {
  means: 'accepted' | 'refused' | 'unclear'
  /** What was read there, without what may be an address. */
  said: string
}

const like = (word: string): string => word.trim().toLowerCase()

/** A number of telephone or an address of mail is nobody's to read in a list of messages. */
const withoutAddress = (said: string): string =>
  said
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/\S+@\S+/gu, '…')
    .replaceAll(/\+?\d[\d .-]{5,}\d/gu, '…')
    .trim()
    .slice(0, 60)

/**
 * What the body of a good answer (2xx) means: many providers answer 200 and refuse in words. Neither what is accepted nor what is refused, or
 * both at once, is unclear. A provider of which nothing was said accepts whatever it answers 2xx to.
 */
export function readAnswer({ path, accepted, refused }: AnswerRules, body: string): ReadAnswer {
  if (accepted.length === 0) return { means: 'accepted', said: '' }
  const found = path ? atPath(body, path) : body
  const says = (words: readonly string[]): boolean =>
    found !== null && words.some((word) => (path ? like(found) === like(word) : hasWord(found, word)))
  const [yes, no] = [says(accepted), says(refused)]
  const means = yes === no ? 'unclear' : yes ? 'accepted' : 'refused'
  return { means, said: withoutAddress(found ?? '') }
}

function atPath(body: string, path: string): string | null {
  try {
    const found = valueAt(JSON.parse(body), path)
    return typeof found === 'object' || found === undefined ? null : String(found)
  } catch {
    return null
  }
}

/** As a whole word: `0` is not in `10`, nor `OK` in `TOKEN`. */
function hasWord(text: string, word: string): boolean {
  const [all, one] = [like(text), like(word)]
  const letter = /[\p{L}\p{N}]/u
  for (let at = all.indexOf(one); one && at >= 0; at = all.indexOf(one, at + 1)) {
    const [before, after] = [all[at - 1] ?? ' ', all[at + one.length] ?? ' ']
    const parted =
      !(letter.test(before) && letter.test(one[0]!)) && !(letter.test(after) && letter.test(one[one.length - 1]!))
    if (parted) return true
  }
  return false
}

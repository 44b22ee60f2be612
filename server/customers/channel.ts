import type { ConfusionCount } from '../signals/confusion.ts'
import { CLASS_ERRORS, MEASURED } from './channel-published.ts'

export type { ConfusionCount }

/** The characters of a plate, by code: a letter's place here is its row and column in a confusion table. */
export const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
export const SIZE = LETTERS.length
/** The code of `?`: the engine saw a character and could not name it. */
export const UNREAD = SIZE
export const codeOf = (letter: string): number => (letter === '?' ? UNREAD : LETTERS.indexOf(letter))
const CODES = Uint8Array.from({ length: 128 }, (_, char) => {
  const code = codeOf(String.fromCharCode(char))
  return code < 0 ? UNREAD : code
})
/** A normalised plate in letter codes. */
export const codesOf = (plate: string): Uint8Array => {
  const codes = new Uint8Array(plate.length)
  for (let at = 0; at < plate.length; at++) codes[at] = CODES[plate.charCodeAt(at) & 127]!
  return codes
}
export const plateOf = (codes: Uint8Array, length = codes.length): string => {
  let plate = ''
  for (let at = 0; at < length; at++) plate += codes[at] === UNREAD ? '?' : LETTERS[codes[at]!]
  return plate
}

/**
 * The noisy channel of a camera: what it reads when something else is there.
 * A read is made by going through the true plate: at each gap perhaps a letter is added, each letter is lost or read.
 */
export interface Channel {
  /** P(read | true), given that the letter was not lost: rows of `SIZE`, each of sum 1. */
  confusion: Float64Array
  /** Probability that a true letter is lost (inside the plate). */
  deletion: number
  /** Probability that a letter is added at a gap (inside the plate). */
  insertion: number
  /** Which letter it is that was added: bolts and frames read as 1, I or E; sum 1 over `SIZE`. */
  added: Float64Array
  /** At the ends letters are lost and added this many times as often: frames, bolts, euroband, a cut picture. */
  edge: { firstLost: number; lastLost: number; insertion: number }
  /**
   * Errors come together: most pictures are clear and a few are poor (dirt, night, angle). Each view multiplies the rate
   * of confusions by `confusions`, those of losses and additions by `gaps`. Without this, two errors in one read seem
   * three times rarer than they are. Two numbers, not one: a poor picture loses letters first of all; look-alikes are
   * confused in clear pictures too.
   */
  views: readonly { share: number; confusions: number; gaps: number }[]
}

/**
 * How many errors of each letter the prior is worth. It is known to an order of magnitude, so what counts is how many
 * errors we have seen, not how many reads: a letter that is seldom misread needs some hundred reads to change our mind,
 * a Q that every tenth engine takes for a nought needs thirty. Fewer would believe a confusion seen once, and most of
 * those seen once are never seen again. At most so many reads, or a camera's own habit would show too late. (Chosen by
 * the likelihood of 40 random halves of the measured pairs, each under the channel taught by the other.)
 */
const PRIOR_ERRORS = 4
const PRIOR_READS = 300
/** And the rates of loss and addition, in letters: these are common to the whole plate, so they can wait for more. */
const PRIOR_LETTERS = 1500
/** And which letters are added, in additions: they are rare, and one seen says little about the next. */
const PRIOR_ADDED = 20

/**
 * The channel a camera's own counts teach (Dirichlet update, row by row): each reception's yes adds what `align` found,
 * letters read right included, since they say how rare errors are. No counts give the prior back.
 */
export const channelOf = (counts: readonly ConfusionCount[], prior: Channel = PUBLISHED_CHANNEL): Channel => {
  const table = new Float64Array(SIZE * SIZE)
  const seen = new Float64Array(SIZE)
  const extra = new Float64Array(SIZE)
  let lost = 0
  let added = 0
  let letters = 0
  for (const { truth, read, count } of counts) {
    if (!(count > 0)) continue
    const from = truth === '' ? -1 : LETTERS.indexOf(truth)
    const to = read === '' ? -1 : LETTERS.indexOf(read)
    if (truth === '' && to >= 0) {
      added += count
      extra[to]! += count
    } else if (from >= 0 && read === '') {
      lost += count
      letters += count
    } else if (from >= 0 && to >= 0) {
      table[from * SIZE + to]! += count
      seen[from]! += count
      letters += count
    }
  }
  for (let from = 0; from < SIZE; from++) {
    const worth = Math.min(PRIOR_READS, PRIOR_ERRORS / (1 - prior.confusion[from * SIZE + from]! + 1e-9))
    for (let to = 0; to < SIZE; to++) {
      const at = from * SIZE + to
      table[at] = (worth * prior.confusion[at]! + table[at]!) / (worth + seen[from]!)
    }
  }
  // Of seven letters and eight gaps two stand at the ends: this turns a rate over all of them into the inner rate.
  const gaps = (6 + 2 * prior.edge.insertion) / 7
  const places = (5 + prior.edge.firstLost + prior.edge.lastLost) / 7
  return {
    ...prior,
    confusion: table,
    added: extra.map((count, letter) => (PRIOR_ADDED * prior.added[letter]! + count) / (PRIOR_ADDED + added)),
    deletion: (PRIOR_LETTERS * prior.deletion + lost / places) / (PRIOR_LETTERS + letters),
    insertion: (PRIOR_LETTERS * prior.insertion + added / gaps) / (PRIOR_LETTERS + letters),
  }
}

/** One step of an alignment; `''` stands for nothing. */
export interface Step {
  truth: string
  read: string
}

/** The shortest way from the true plate to the read: what to count once reception has said yes. `?` counts as nothing. */
export const align = (truth: string, read: string): Step[] => {
  const width = read.length + 1
  const cost = new Uint8Array((truth.length + 1) * width)
  for (let t = 0; t <= truth.length; t++) {
    for (let r = 0; r <= read.length; r++) {
      const at = t * width + r
      if (t === 0 || r === 0) cost[at] = t + r
      else {
        const swap = cost[at - width - 1]! + (truth[t - 1] === read[r - 1] ? 0 : 1)
        cost[at] = Math.min(swap, cost[at - width]! + 1, cost[at - 1]! + 1)
      }
    }
  }
  const steps: Step[] = []
  let t = truth.length
  let r = read.length
  while (t > 0 || r > 0) {
    const at = t * width + r
    const same = t > 0 && r > 0 && truth[t - 1] === read[r - 1]
    if (t > 0 && r > 0 && cost[at] === cost[at - width - 1]! + (same ? 0 : 1))
      steps.push({ truth: truth[--t]!, read: read[--r]! })
    else if (t > 0 && cost[at] === cost[at - width]! + 1) steps.push({ truth: truth[--t]!, read: '' })
    else steps.push({ truth: '', read: read[--r]! })
  }
  return steps.reverse().filter((step) => step.read !== '?' && step.truth !== '?')
}

/** Edits of an alignment: letters changed, lost or added. */
export const edits = (steps: readonly Step[]): number => steps.filter((step) => step.truth !== step.read).length

const classChannel = (): Channel => {
  const { background, classes, towards } = CLASS_ERRORS
  const confusion = new Float64Array(SIZE * SIZE).fill(background)
  for (const [letters, rate] of classes) {
    for (const from of letters) {
      for (const to of letters) {
        const at = codeOf(from) * SIZE + codeOf(to)
        confusion[at] = Math.max(confusion[at]!, rate)
      }
    }
  }
  for (const [from, to, rate] of towards) confusion[codeOf(from) * SIZE + codeOf(to)] = rate
  for (let from = 0; from < SIZE; from++) {
    let wrong = 0
    for (let to = 0; to < SIZE; to++) if (to !== from) wrong += confusion[from * SIZE + to]!
    confusion[from * SIZE + from] = 1 - wrong
  }
  return { confusion, added: new Float64Array(SIZE).fill(1 / SIZE), ...CLASS_ERRORS.rates }
}

/** What the literature alone says: classes of look-alikes, no measurement. The prior of the benches. */
export const CLASS_CHANNEL: Channel = classChannel()

/** The channel of a camera we know nothing about yet: look-alikes and what one engine was measured to confuse. */
export const PUBLISHED_CHANNEL: Channel = channelOf(MEASURED, CLASS_CHANNEL)

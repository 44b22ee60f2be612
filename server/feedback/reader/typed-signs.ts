/** Smileys typed with the keys of a keyboard: eyes, perhaps a nose, a mouth. Each stands for the emoji that says the same. */
const MOUTHS: Record<string, number> = {
  ')': 0x1f642,
  ']': 0x1f642,
  D: 0x1f600,
  '(': 0x1f641,
  '[': 0x1f641,
  '/': 0x1f615,
  '\\': 0x1f615,
  '|': 0x1f610,
  p: 0x1f61b,
  P: 0x1f61b,
  o: 0x1f62e,
  O: 0x1f62e,
  '*': 0x1f618,
}
const [WINK, TEARS, ANGRY, HEART, GLAD] = [0x1f609, 0x1f622, 0x1f621, 0x2764, 0x1f60a]
const isLetterOrDigit = (text: string, i: number): boolean =>
  i >= 0 && i < text.length && /[\p{L}\d]/u.test(text.charAt(i))

export interface Smiley {
  /** The code point of its emoji. */
  point: number
  /** The character after its last. */
  to: number
}

/**
 * The smiley that begins here: `:)`, `:-((`, `;)`, `:'(`, `>:(`, `^^`, `<3`. Null: none. What stands within a link (`://`), an hour (`9:D12`) or before the words of
 * a bracket (`:(voir`) is none.
 */
export function smileyAt(text: string, i: number): Smiley | null {
  const first = text[i]
  if (first === '^') {
    const to = text[i + 1] === '^' ? i + 2 : text[i + 1] === '_' && text[i + 2] === '^' ? i + 3 : 0
    return to > 0 ? { point: GLAD, to: last(text, to) } : null
  }
  if (first === '<') return text[i + 1] === '3' && !isLetterOrDigit(text, i + 2) ? { point: HEART, to: i + 2 } : null
  const angry = first === '>'
  const eyes = angry ? i + 1 : i
  if (text[eyes] !== ':' && text[eyes] !== ';' && text[eyes] !== '=') return null
  let at = eyes + 1
  const tears = text[at] === "'" || text[at] === '’'
  if (tears || text[at] === '-') at += 1
  const mouth = text[at] ?? ''
  const point = MOUTHS[mouth]
  if (point === undefined) return null
  const to = last(text, at + 1)
  const round = mouth === ')' || mouth === ']'
  // Brackets may stand right behind a word; a letter or a stroke is a mouth only by itself.
  if (!round && (isLetterOrDigit(text, to) || text[to] === '/')) return null
  if (!round && mouth !== '(' && (isLetterOrDigit(text, i - 1) || text[to] === "'" || text[to] === '’')) return null
  if (angry) return { point: ANGRY, to }
  if (tears && !round && mouth !== 'D') return { point: TEARS, to }
  return { point: text[eyes] === ';' && (round || mouth === 'D') ? WINK : point, to }
}

/** `:)))` is one smiley. */
function last(text: string, from: number): number {
  let to = from
  while (to < text.length && text[to] === text[from - 1] && /[()[\]^]/u.test(text.charAt(to))) to += 1
  return to
}

/** Digits of a telephone number as it is typed where one lives: with its nought, or with the country. */
const [LEAST_DIGITS, MOST_DIGITS] = [9, 13]
const MOST_GAP = 2

/**
 * Where the telephone number ends that begins at this digit; 0: it is none. It begins with a nought or stands behind a `+`, and no digit is beside it: a card,
 * an account or the number of a social security is none.
 */
export function phoneAt(text: string, i: number): number {
  if (text.charCodeAt(i) !== 0x30 && text[i - 1] !== '+') return 0
  // The middle of a longer number.
  for (let k = i - 1; k >= 0 && k >= i - MOST_GAP; k -= 1) {
    if (isDigit(text, k)) return 0
    if (!isGap(text, k)) break
  }
  let [digits, to] = [0, i]
  for (let k = i; k < text.length && k - to <= MOST_GAP; k += 1)
    if (isDigit(text, k)) {
      digits += 1
      to = k + 1
    } else if (!isGap(text, k)) break
  return digits >= LEAST_DIGITS && digits <= MOST_DIGITS ? to : 0
}

const isDigit = (text: string, k: number): boolean => {
  const code = text.charCodeAt(k)
  return code >= 0x30 && code <= 0x39
}
const isGap = (text: string, k: number): boolean => /[\s.\-/()\u00a0]/u.test(text.charAt(k))

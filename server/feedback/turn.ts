/** One of these, written a line each or parted by bars. */
export const some = (words: string): string =>
  `(?:${words
    .trim()
    .split(/\s*[|\n]\s*/u)
    .join('|')})`
/** These one after the other, as whole words. */
export const turn = (...parts: string[]): RegExp => new RegExp(`\\b${parts.join(' ')}\\b`, 'gu')
/** Up to so many words between. */
export const within = (words: number): string => `(?:\\w+ ){0,${words}}?`

/** Said in one breath, wherever the two stand: grave only in the company of the other. */
export interface Together {
  these: RegExp
  beside: RegExp
  unless?: RegExp
}

/** What a checker of shapes says in English, and the word we have for it. */
const SHAPES: readonly (readonly [RegExp, string])[] = [
  [/^too big/iu, 'too-big'],
  [/^too small/iu, 'too-small'],
  [/received undefined$/iu, 'needed'],
  [/^(invalid|expected|unrecognized)\b/iu, 'malformed'],
]

/**
 * The key of the words for a fault: a code as it is (`in-the-future`), a sentence of the server by its own words
 * (`a-promise-is-for-a-moment-to-come-within-a-year`).
 */
export const faultCode = (because: string): string =>
  SHAPES.find(([shape]) => shape.test(because))?.[1] ??
  because
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '-')
    .slice(0, 60)
    .replace(/^-|-$/gu, '')

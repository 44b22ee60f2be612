/** A run of digits that may be longer than a number keeps. */
const MANY_DIGITS = /\d{16}/u

/**
 * JSON as it was written: a number with more digits than a number keeps (every integer above 2^53, a decimal of more than fifteen) stays a text of
 * its digits. Rounded, the numbers of several customers would be one.
 * @throws SyntaxError when the text is no JSON
 */
export function exactJson(text: string): unknown {
  // Asking about each number costs five times the reading: only a text that can hold such a number is asked.
  return MANY_DIGITS.test(text)
    ? JSON.parse(text, asWritten as (this: unknown, key: string, value: unknown) => unknown)
    : JSON.parse(text)
}

const asWritten = (_key: string, value: unknown, context: { source?: string }): unknown =>
  typeof value === 'number' && context.source !== undefined && MANY_DIGITS.test(context.source.replace('.', ''))
    ? context.source
    : value

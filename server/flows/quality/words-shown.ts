/** How to reach or pay somebody: digits in a row however they are cut, an account, an address. Who reads about a product needs none of it. */
const PRIVATE: readonly RegExp[] = [
  /\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,7}(?:\s?[A-Z0-9]{1,4})?\b/giu,
  /[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/giu,
  /(?<!\d)(?:\+|00)?\d(?:[\s.\-/()]{0,2}\d){8,}(?!\d)/gu,
]

/** A customer's words with numbers, accounts and addresses covered, letter for letter. */
export function wordsShown(text: string): string {
  let shown = text
  for (const pattern of PRIVATE) shown = shown.replaceAll(pattern, (found) => '•'.repeat(found.length))
  return shown
}

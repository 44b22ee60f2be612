import { type Named, nameBook, namesIn } from '../feedback/names.ts'

export interface Thanked {
  name: string
  staffId: string | null
  /** Whom it may be, where it is not sure. */
  candidates: string[]
}

/**
 * Whom of those who work here a praised name means. One person bears it: them. Several do: whoever looked after this customer, if they are among
 * them; else a person says. A letter off is asked, too. Nobody bears it: it is a name in a text, and nothing more.
 * @param staff people of the place
 * @param looked who looked after the customer
 */
export function whoIsThanked(names: readonly string[], staff: readonly Named[], looked: string | null): Thanked[] {
  const book = nameBook(staff)
  return [...new Set(names)].flatMap((name) => {
    // The reader says that it is a name: it is looked for as one, however it was typed.
    const found = namesIn(`à ${name.replaceAll(/(?<!\p{L})\p{Ll}/gu, (letter) => letter.toUpperCase())}`, book)
    const best = found.find(({ how }) => how === 'whole') ?? found.find(({ how }) => how === 'part') ?? found[0]
    if (!best) return []
    const sure = best.how !== 'close'
    const meant =
      sure && best.staff.length === 1 ? best.staff[0]! : sure && looked && best.staff.includes(looked) ? looked : null
    return [{ name, staffId: meant, candidates: meant ? [] : [...best.staff] }]
  })
}

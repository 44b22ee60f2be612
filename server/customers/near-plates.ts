/** Shorter, and a letter more or less is half of it. */
const FEWEST_LETTERS = 6
const MOST_LETTERS = 9
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

/**
 * The plates one letter off from what was typed whole: misheard, misread or mistyped. Normalised like it; none for what is too short to be meant
 * whole, or too long for a plate.
 */
export function nearPlates(plate: string): string[] {
  if (plate.length < FEWEST_LETTERS || plate.length > MOST_LETTERS) return []
  const near = new Set<string>()
  for (let at = 0; at < plate.length; at += 1)
    for (const letter of LETTERS) near.add(plate.slice(0, at) + letter + plate.slice(at + 1))
  // Two that changed places.
  for (let at = 0; at + 1 < plate.length; at += 1)
    near.add(plate.slice(0, at) + plate[at + 1] + plate[at] + plate.slice(at + 2))
  near.delete(plate)
  return [...near]
}

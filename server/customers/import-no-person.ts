import { fold } from '../plain/fold.ts'

/** Lines that programs and people put under a list or in the midst of it, and that speak of nobody. */
const SUMS = /^(sous )?(total|totaux|totals|sum|somme|nombre|grand total|total general|nb clients|fin( de fichier)?)$/
/** A sum of something (« Sous-total Rennes », « Nombre de clients : 10 »), and what a program prints under its lists. */
const FOOT =
  /^(sous|sub) ?(total|totaux)( |$)|^(nombre|nb|total|number) (total )?(de |des |of )?(clients?|customers?|contacts?|lignes?|rows?|fiches?|records?|enregistrements?|vehicules?|vehicles?)( |$)|^total (general|par|pour|site|agence|page|by|for) |^page \d+( \d+| (sur|of) \d+)?$|^(edite|extrait|extraction|imprime|genere|exporte|printed|generated|exported)( |$).*\d{4}/
/** What somebody noted in the place of a name. */
const NOTE =
  /^(decedee?s?|dcd|deceased|ne (pas|plus) (appeler|contacter|relancer|demarcher|solliciter|deranger)|do not (call|contact)|npai|doublon|duplicate|a supprimer|supprimee?|client (supprime|perdu|decede|inconnu|divers|comptoir|de passage)|annulee?|ancien client)$/
/** And what was noted beside one: whoever bears it is dead, or must be left in peace. */
const BESIDE =
  /(^|\s)(decedee?s?|dcd|deceased|ne (pas|plus) (appeler|contacter|relancer|demarcher|solliciter)|do not (call|contact)|npai|doublon)(\s|$)|^feue? (m|mr|mme|mlle|monsieur|madame|mademoiselle)(\s|$)|^(succession|hoirie|indivision|heritiers)\s/

/** Is this line a sum at the foot, or the header once more? */
export function lineOfNobody(cells: readonly string[], names: readonly string[]): 'total-line' | 'header-again' | null {
  const filled = cells.flatMap((cell, n) =>
    cell.trim() === '' ? [] : [{ cell: fold(cell), name: fold(names[n] ?? '') }],
  )
  if (filled.length >= 2 && filled.every(({ cell, name }) => cell === name)) return 'header-again'
  const [first, ...rest] = filled
  if (
    first &&
    rest.length <= 3 &&
    (SUMS.test(first.cell.replace(/\s*\d+$/u, '')) || FOOT.test(first.cell)) &&
    rest.every(({ cell }) => /^[\d\s]+$/u.test(cell))
  )
    return 'total-line'
  return null
}

/** Does a name say that its bearer is not to be greeted or called, or say nothing but that? A person decides what becomes of the row. */
export function isNote(givenName: string, familyName: string): boolean {
  const said = [fold(givenName), fold(familyName)].filter(Boolean)
  return said.some((text) => NOTE.test(text) || BESIDE.test(text)) || BESIDE.test(said.join(' '))
}

/** A colour as cameras and files say it, in one word; `''` when the word is unknown. */
const COLOURS: readonly (readonly [string, RegExp])[] = [
  ['white', /blanc|white|weiss|weiß|bianco|nacre|pearl/],
  ['black', /noir|black|schwarz|nero|negro/],
  ['grey', /gris|gr[ea]y|grau|argent|silver|silber|anthracite|grigio|plata/],
  ['blue', /bleu|blue|blau|\bblu\b|azul/],
  ['red', /rouge|red|rot\b|rosso|rojo|bordeaux|burgundy/],
  ['green', /vert|green|gr[uü]n|verde/],
  ['brown', /brun|marron|brown|braun|beige|bronze|sable|marrone/],
  ['yellow', /jaune|yellow|gelb|giallo|gold|dor[ée]/],
  ['orange', /orange|arancio/],
]
export const colourOf = (words: string | undefined): string => {
  const text = words?.toLowerCase() ?? ''
  return text ? (COLOURS.find(([, pattern]) => pattern.test(text))?.[0] ?? '') : ''
}

/** How common a colour is on the road (new registrations in France over ten years, in round numbers). */
const COMMON: Record<string, number> = {
  white: 0.26,
  grey: 0.32,
  black: 0.2,
  blue: 0.11,
  red: 0.06,
  green: 0.015,
  brown: 0.015,
  yellow: 0.005,
  orange: 0.015,
}
/** Cameras name the colour right about this often: night, sodium light and snow are in it. */
const NAMED_RIGHT = 0.75

/**
 * How much likelier this observation is if it is the vehicle of the file than if it is any vehicle; 1 where one of the
 * two is silent. Modest by intent: a repaint or a wrong file must not lose a customer.
 */
export const colourOdds = (seen: string | undefined, filed: string | undefined): number => {
  if (!seen || !filed) return 1
  const a = colourOf(seen)
  const b = colourOf(filed)
  if (!a || !b) return 1
  const common = COMMON[a] ?? 0.02
  if (a === b) return Math.min(5, NAMED_RIGHT / common)
  // White and grey, grey and black are taken for each other by every camera.
  const near = [a, b].includes('grey') && (a === 'white' || b === 'white' || a === 'black' || b === 'black')
  return near ? 0.7 : 0.35
}

const MAKES: Record<string, string> = {
  vw: 'volkswagen',
  mercedesbenz: 'mercedes',
  chevy: 'chevrolet',
  dsautomobiles: 'ds',
  landrover: 'rover',
  rangerover: 'rover',
}
export const makeOf = (words: string | undefined): string => {
  const key = (words ?? '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z]/g, '')
  return MAKES[key] ?? key
}
/** The same for the make: recognised right about four times in five, and a make is some tenth of the road. */
export const makeOdds = (seen: string | undefined, filed: string | undefined): number => {
  if (!seen || !filed) return 1
  const a = makeOf(seen)
  const b = makeOf(filed)
  if (!a || !b) return 1
  return a === b ? 5 : 0.3
}

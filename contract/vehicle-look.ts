import type { Locale } from './network.ts'

/** One colour or body: how it is said in each language, and the words by which files and cameras name it. */
interface Look {
  fr: string
  /** Beside a body that is feminine in French; the others do not change. */
  frBeside?: string
  en: string
  /** Whole words of French that name it. */
  french: RegExp
  english: RegExp
  /** Those of other languages, as cameras and files from abroad write them. */
  other?: RegExp
}

// The nearest is asked for first: « gris argent » is silver, and « rouge bordeaux » is red.
const COLOURS: readonly Look[] = [
  {
    fr: 'gris clair',
    en: 'silver',
    french: /\b(gris clair|argent|argentee?)\b/u,
    english: /\bsilver\b/u,
    other: /\b(silber|argento|plata)\b/u,
  },
  {
    fr: 'blanc',
    frBeside: 'blanche',
    en: 'white',
    french: /\b(blanc|blanche|nacree?)\b/u,
    english: /\b(white|pearl)\b/u,
    other: /\b(weiss|bianco|blanco)\b/u,
  },
  {
    fr: 'noir',
    frBeside: 'noire',
    en: 'black',
    french: /\b(noir|noire)\b/u,
    english: /\bblack\b/u,
    other: /\b(schwarz|nero|negro)\b/u,
  },
  {
    fr: 'gris',
    frBeside: 'grise',
    en: 'grey',
    french: /\b(gris|grise|anthracite)\b/u,
    english: /\b(grey|gray)\b/u,
    other: /\b(grau|grigio)\b/u,
  },
  {
    fr: 'bleu',
    frBeside: 'bleue',
    en: 'blue',
    french: /\b(bleu|bleue)\b/u,
    english: /\b(blue|navy)\b/u,
    other: /\b(blau|blu|azul)\b/u,
  },
  {
    fr: 'rouge',
    en: 'red',
    french: /\b(rouge|bordeaux)\b/u,
    english: /\b(red|burgundy)\b/u,
    other: /\b(rot|rosso|rojo)\b/u,
  },
  {
    fr: 'vert',
    frBeside: 'verte',
    en: 'green',
    french: /\b(vert|verte|kaki)\b/u,
    english: /\b(green|khaki)\b/u,
    other: /\b(grun|verde)\b/u,
  },
  { fr: 'jaune', en: 'yellow', french: /\bjaune\b/u, english: /\byellow\b/u, other: /\b(gelb|giallo|amarillo)\b/u },
  { fr: 'orange', en: 'orange', french: /\borange\b/u, english: /\borange\b/u, other: /\b(arancione|naranja)\b/u },
  {
    fr: 'marron',
    en: 'brown',
    french: /\b(marron|brun|brune)\b/u,
    english: /\bbrown\b/u,
    other: /\b(braun|marrone)\b/u,
  },
  { fr: 'beige', en: 'beige', french: /\b(beige|sable)\b/u, english: /\b(beige|sand)\b/u },
  {
    fr: 'violet',
    frBeside: 'violette',
    en: 'purple',
    french: /\b(violet|violette|mauve)\b/u,
    english: /\b(purple|violet)\b/u,
    other: /\b(lila|viola|morado)\b/u,
  },
  { fr: 'doré', frBeside: 'dorée', en: 'gold', french: /\bdoree?\b/u, english: /\bgold(en)?\b/u },
]

const BODIES: readonly (Look & { feminine?: true })[] = [
  { fr: 'SUV', en: 'SUV', french: /\b(suv|crossover)\b/u, english: /\b(suv|crossover)\b/u },
  { fr: '4x4', en: '4x4', french: /\b(4x4|tout[- ]terrain)\b/u, english: /\b(4x4|off[- ]?roader)\b/u },
  {
    fr: 'berline',
    feminine: true,
    en: 'saloon',
    french: /\bberline\b/u,
    english: /\b(saloon|sedan)\b/u,
    other: /\bberlina\b/u,
  },
  {
    fr: 'break',
    en: 'estate',
    french: /\bbreak\b/u,
    english: /\b(estate|station wagon)\b/u,
    other: /\b(kombi|familiare)\b/u,
  },
  { fr: 'citadine', feminine: true, en: 'city car', french: /\bcitadine\b/u, english: /\b(city car|supermini)\b/u },
  {
    fr: 'compacte',
    feminine: true,
    en: 'hatchback',
    french: /\bcompacte\b/u,
    english: /\b(hatchback|hatch|compact)\b/u,
  },
  { fr: 'coupé', en: 'coupé', french: /\bcoupe\b/u, english: /\bcoupe\b/u },
  {
    fr: 'cabriolet',
    en: 'convertible',
    french: /\b(cabriolet|decapotable|roadster)\b/u,
    english: /\b(convertible|cabrio|roadster)\b/u,
  },
  {
    fr: 'monospace',
    en: 'people carrier',
    french: /\b(monospace|ludospace)\b/u,
    english: /\b(people carrier|minivan|mpv)\b/u,
  },
  {
    fr: 'fourgon',
    en: 'van',
    french: /\b(fourgon|utilitaire|camionnette|fourgonnette)\b/u,
    english: /\bvan\b/u,
    other: /\b(kastenwagen|furgone|furgoneta)\b/u,
  },
  { fr: 'pick-up', en: 'pick-up', french: /\bpick[- ]?up\b/u, english: /\bpick[- ]?up\b/u },
  {
    fr: 'moto',
    feminine: true,
    en: 'motorcycle',
    french: /\b(moto|motocyclette)\b/u,
    english: /\b(motorcycle|motorbike)\b/u,
  },
  { fr: 'camion', en: 'lorry', french: /\b(camion|poids lourd)\b/u, english: /\b(lorry|truck)\b/u },
]

/** Without accents and capitals, as the words above are compared. */
const plain = (text: string) =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss').trim()

/**
 * What a file calls a colour or a body, in the reader's language. Words that are of their language already stay as they are,
 * with what they tell besides (« blanc nacré »); one we do not know stays too.
 */
function inLanguage(looks: readonly Look[], text: string, locale: Locale): string {
  const words = plain(text)
  const own = locale === 'fr' ? ('french' as const) : ('english' as const)
  if (looks.some((look) => look[own].test(words))) return text.trim()
  const found = looks.find((look) => [look.french, look.english, look.other].some((named) => named?.test(words)))
  return found?.[locale] ?? text.trim()
}

/** A colour in the reader's language: “white” for « Blanc » and “weiss”; in small letters, as within a sentence. */
export const colourIn = (locale: Locale, text: string): string => inLanguage(COLOURS, text, locale).toLowerCase()

/** A body in the reader's language: “saloon” for « berline ». */
export const bodyIn = (locale: Locale, text: string): string => inLanguage(BODIES, text, locale)

/** The colour as it stands beside this body: « berline blanche », « break blanc »; one of two words does not change. */
function colourBeside(locale: Locale, colour: string, body: string): string {
  const said = colourIn(locale, colour)
  if (locale === 'en' || !BODIES.some((look) => look.feminine && look.fr === body.toLowerCase())) return said
  return COLOURS.find((look) => look.fr === said)?.frBeside ?? said
}

/**
 * Colour and body as one points a car out: “white saloon”, « berline blanche ». Without a body its model: « Captur blanc ».
 */
export function lookIn(locale: Locale, vehicle: { colour: string; body: string; model: string }): string {
  const body = bodyIn(locale, vehicle.body) || vehicle.model
  const colour = colourBeside(locale, vehicle.colour, body)
  return (locale === 'en' ? [colour, body] : [body, colour]).filter(Boolean).join(' ')
}

/** The same with make and model: “grey Renault Clio city car”, « citadine Renault Clio, grise ». */
export function vehicleIn(
  locale: Locale,
  vehicle: { make: string; model: string; colour: string; body: string },
): string {
  const { make, model } = vehicle
  const body = bodyIn(locale, vehicle.body)
  const colour = colourBeside(locale, vehicle.colour, body)
  const said = (...words: string[]) => words.filter(Boolean).join(' ')
  if (locale === 'en') return said(colour, make, model, body)
  return [said(body, make, model), colour].filter(Boolean).join(', ')
}

import type { Reading } from '../../../contract/reading.ts'

/** Small words that one language has and its neighbours have not; folded. */
const SMALL: Record<string, string> = {
  fr: 'le les des du de la et est en un une que qui pour pas dans sur avec au aux ce cette ces je j il elle on nous vous ils sont mon ma mes votre vos c d l n qu s m a tres mais ou ete fait plus tout toujours jamais rien merci bien bonne bon accueil personnel parfait satisfait voiture rendez garage ras bof nul rapide sans chez suis etait ont aussi meme encore rapport travail',
  en: 'the and of to is in it was for that with my me you your they them their were have has had not this but on at be are he she we our very so no thanks thank good great nice car service staff had did when what would could from by an as i don did after just all got there been it its well okay time again never',
  es: 'el los las y es en una que por para con muy no pero del al mi me lo se su sus gracias todo bueno coche',
  de: 'der die das und ist nicht ich sie wir ein eine mit sehr auf den dem zu war gut aber auch von bei wurde danke auto',
  it: 'il lo gli e di che non un una per con molto sono mi ma del della al questo grazie tutto bene macchina',
  pt: 'o os um uma e que nao com muito para por mas meu minha foi obrigado obrigada tudo bem carro dos das',
  nl: 'het een en is niet ik dat van voor met zeer maar ook bij werd dank auto goed mijn naar de',
}
const SETS = Object.entries(SMALL).map(([language, words]) => [language, new Set(words.split(' '))] as const)
/** Words looked at: the beginning of a text tells its language. */
const MOST = 60

/**
 * Which language a text is in, by its small words; `hint` decides where they say nothing or the same (*OK*, *parfait* alone, an emoji). A text whose letters are not
 * Latin, or whose small words are another language’s, is `other`.
 */
export function languageOf(words: readonly string[], hint: 'fr' | 'en'): Reading['language'] {
  const seen = words.slice(0, MOST)
  const foreign = seen.filter((word) => word.charCodeAt(0) > 0x24f && /\p{L}/u.test(word)).length
  if (foreign > seen.length / 2) return 'other'
  const counts = SETS.map(([language, set]) => [language, seen.filter((word) => set.has(word)).length] as const)
  const of = (language: string): number => counts.find(([each]) => each === language)?.[1] ?? 0
  const [best, most] = counts.reduce((a, b) => (b[1] > a[1] ? b : a))
  const other = hint === 'fr' ? 'en' : 'fr'
  if (most === 0 || of(hint) === most) return hint
  if (of(other) === most) return other
  // One small word alone does not make a text Spanish.
  return most >= 2 && most > Math.max(of('fr'), of('en')) + 1
    ? best === 'fr' || best === 'en'
      ? best
      : 'other'
    : of(other) > of(hint)
      ? other
      : hint
}

import { fold } from '../plain/fold.ts'
import type { Span } from './private.ts'

/**
 * Words that only insult, folded, whatever stands around them. Hard words about a service (« arnaque », « nul », « incapable de répondre ») are an
 * opinion and are not here.
 */
const ALWAYS = new Set(
  (
    'connard connards connarde connardes connasse connasses conasse conasses conne connes encule encules enculee fdp ntm pute putes salope salopes ' +
    'salopard salopards batard batards batarde pd pede pedes tapette tantouze gouine bougnoule bougnoules bicot bamboula negre negresse negro youpin ' +
    'youpine chinetoque niakoue gogol mongol mongolienne branleur branleurs branleuse branleuses abruti abrutis abrutie abruties cretin cretins cretine ' +
    'cretines grognasse pouffiasse poufiasse petasse trouduc enfoire enfoires enfoiree raclure raclures asshole assholes arsehole arseholes bastard ' +
    'bastards bitch bitches cunt cunts dickhead dickheads motherfucker motherfuckers nigger niggers nigga paki wanker wankers twat twats prick pricks ' +
    'slut sluts whore whores faggot faggots moron morons scumbag'
  ).split(' '),
)

/** An insult only in this company; in another one it is a joke, a thing, a language or a compliment. Folded, words parted by one blank. */
const COMPANY: readonly RegExp[] = [
  /\b(?:gros|grosse|petit|petite|sale|pauvre|vieux|vieille|quel|quelle|cet|cette|ce|ces|espece de|bande de|tas de) (?:con|cons|conne|ordure|ordures|merde|merdes|porc|truie|chienne|garce|morue|idiot|idiote|idiots|imbecile|imbeciles|debile|debiles|tocard|tocards|incapable|incapables|pourriture)\b/gu,
  /(?<!\bc )\b(?:est|sont|etes|es|etait|un|une) (?:un |une |de |des |vraiment |que )?(?:gros |petit |vrai |sacre |sale )?(?:con|cons|ordure|pourriture|garce|idiot|idiote|imbecile|tocard)\b/gu,
  /\b(?:un|une|des|d|vrais?|vraies?) incapables?\b(?! de\b)/gu,
  /\b(?:pauvre|sale) (?:type|mec|fille|bonne femme|gonzesse|race|gueule)\b/gu,
  /\b(?:ta|sa|leur) gueule\b|\bferme la\b|\bva te faire\b|\bje l emmerde\b|\bd enculer?\b/gu,
  /\b(?:sale|sales|petit|petits|petite|gros|grosse|vieux|ces|cet|cette|espece d|espece de|bande d|bande de) (?:arabes?|juifs?|juive|gitans?|gitane|manouches?|romanos?|rebeus?|renois?|chinois|chinoise|etrangers?|immigres?|musulmane?s?)\b/gu,
  /\b(?:sale|sales|espece de|bande de) (?:noirs?|noires?|blacks?|blancs?)\b(?= |$)/gu,
  /\b(?:rentrez?|retournez?|repartez?|qu (?:il|elle)s? (?:rentre|retourne)(?:nt)?) (?:donc )?(?:chez (?:toi|vous|lui|elle|eux)|(?:dans|en) (?:ton|son|votre|leur) pays|au bled|en afrique)\b/gu,
  /\b(?:go|send (?:him|her|them)) back to (?:your|his|her|their) (?:own )?country\b|\bgo back (?:home )?to africa\b/gu,
  /\b(?:fucking|stupid|dirty|filthy|fat|total|complete|absolute|what an?|such an?|is an?|you) (?:dick|cow|pig|idiot|idiots|imbecile|black|arab|jew|muslim|foreigner|gypsy)\b(?! (?:car|coffee|box|seat|paint))/gu,
  /\bson of a (?:bitch|whore)\b|\bfils de (?:pute|chien)\b/gu,
]

/** What people write for a letter so that it is not found: `c0nnard`, `s@lope`. */
const FOR_LETTER: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '@': 'a',
  $: 's',
  '€': 'e',
}
const WORD = /[\p{L}\p{M}\d@$€*][\p{L}\p{M}\d@$€*]*/gu

/** A word as it is meant. Stars stand for any letter. */
const meant = (said: string): string => {
  const plain = /\p{L}/u.test(said) ? said.replaceAll(/[0134５5@$€]/gu, (sign) => FOR_LETTER[sign] ?? sign) : said
  return plain.includes('*') ? plain.toLowerCase() : fold(plain)
}

const insults = (word: string): boolean => {
  if (!word.includes('*')) return ALWAYS.has(word)
  // One or two letters starred out; a word of stars is anything.
  if (word.replaceAll('*', '').length < 2) return false
  const like = new RegExp(`^${word.replaceAll(/[^\p{L}*]/gu, '').replaceAll('*', '\\p{L}')}$`, 'u')
  return [...ALWAYS].some((each) => like.test(each))
}

/**
 * Where these words insult somebody, or want them away for where they come from: the one list of the house. Who is insulted is not thanked with
 * them, their name is covered, and a person reads them before they are published.
 */
export function insultsIn(text: string): Span[] {
  const words = [...text.matchAll(WORD)].map(({ 0: said, index }) => ({
    from: index,
    to: index + said.length,
    word: meant(said),
  }))
  const found: Span[] = words.filter(({ word }) => insults(word)).map(({ from, to }) => ({ from, to }))
  // Each folded word knows where it stands, so that what was found among several is a stretch of the text.
  let folded = ''
  const at: { begin: number; end: number; from: number; to: number }[] = []
  for (const { from, to, word } of words) {
    if (word === '') continue
    const begin = folded.length + (folded ? 1 : 0)
    folded += `${folded ? ' ' : ''}${word}`
    at.push({ begin, end: folded.length, from, to })
  }
  for (const each of COMPANY)
    for (const { 0: said, index } of folded.matchAll(each)) {
      const first = at.find(({ end }) => end > index)
      const last = at.findLast(({ begin }) => begin < index + said.length)
      if (first && last) found.push({ from: first.from, to: last.to })
    }
  return found
    .sort((a, b) => a.from - b.from || b.to - a.to)
    .filter((span, n, all) => !all.slice(0, n).some((one) => one.from <= span.from && span.to <= one.to))
}

export const isInsulting = (text: string): boolean => insultsIn(text).length > 0
